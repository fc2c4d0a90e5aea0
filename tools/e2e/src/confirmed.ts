import { expect } from '@jest/globals';
import { type Person, send } from './api.ts';
import { eventually } from './eventually.ts';
import { mailbox } from './system.ts';

/** Waits for the first mail to an address, and returns its code. */
export const codeFor = (address: string): Promise<string> =>
  eventually(async () => {
    const mail = (await mailbox()).find(({ to }) => to === address);
    expect(mail).toBeDefined();
    return /Your code: (\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
  });

/** Creates an account with a confirmed address for a person. @returns the address */
export async function confirmed(person: Person): Promise<string> {
  const address = `${person.sub}@example.com`;
  await person.post('/users', { email: address, name: 'Ada' });
  const { status } = await send('POST', '/onboarding/confirm', { body: { code: await codeFor(address) } });
  expect(status).toBe(200);
  return address;
}
