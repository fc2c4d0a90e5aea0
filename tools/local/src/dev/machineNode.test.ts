import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { nodeNote } from './machineNode.ts';

test.each([
  ['v20.20.2', /^Node\.js v20\.20\.2 of this machine .* is past its end of life/],
  ['v22.22.2', undefined],
  ['v24.21.0', undefined],
])('of Node.js %s on the machine, dev says %s', async (version, note) => {
  const parent = await mkdtemp(join(tmpdir(), 'orderflow-node-'));
  const [bundled, own] = [join(parent, 'node_modules/.bin'), join(parent, 'bin')];
  for (const [folder, says] of [
    [bundled, 'v20.0.0'],
    [own, version],
  ] as const) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'node'), `#!/bin/sh\necho ${says}\n`);
    await chmod(join(folder, 'node'), 0o755);
  }
  const said = await nodeNote([bundled, join(parent, 'empty'), own].join(delimiter));
  if (note) expect(said).toMatch(note);
  else expect(said).toBeUndefined();
  await rm(parent, { recursive: true });
});

test('where there is none, nothing is said', async () => {
  expect(await nodeNote('/nowhere')).toBeUndefined();
});
