import { expect, test } from '@jest/globals';
import { COMPILE_TIMEOUT_MS, type Compiled, compile } from './compile.ts';
import { serviceNamed } from './find.ts';

const stage = () => `t${Math.floor(Math.random() * 1e9).toString(36)}`;

/** Serialized, with the stage's name replaced by one fixed name, and the folder and time of the run removed. */
const plain = ({ template, state }: Compiled, name: string) =>
  JSON.stringify([template, state])
    .replaceAll(name, 'STAGE')
    .replaceAll(/orderflow-(stack|template)-\w{6}|\d{13}-[\d:.TZ-]{24}/g, '');

test(
  'a template is the same whatever was compiled before it, also what failed',
  async () => {
    const [first, second, third] = [stage(), stage(), stage()];
    const before = plain(await compile(serviceNamed('users'), first), first);
    expect(before).toContain('orderflow-users-STAGE');
    expect(plain(await compile(serviceNamed('users'), second), second)).toBe(before);
    await expect(compile(serviceNamed('users'), 'No_Stage')).rejects.toThrow('Invalid stage name');
    expect(plain(await compile(serviceNamed('users'), third), third)).toBe(before);
  },
  COMPILE_TIMEOUT_MS,
);
