import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '../../..');
const CLIENT = /\bnew \w+Client\(/g;
const LIMITED = /\bconnectionTimeout: [\d_]+,\s+requestTimeout: [\d_]+,\s+throwOnRequestTimeout: true/g;

const MADE = /\bnew \w+Client\(\{/g;
const TRACED = /\btraced\(\s*new \w+Client\(\{/g;
const TRACED_DOCUMENT = /\btraced\(documentClient\(\)\)/g;

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** Files that make an AWS client whose calls may wait for ever: the SDK sets no time limit by default. */
const waitsForEver = (files: { path: string; text: string }[]) =>
  files.filter(({ text }) => count(text, CLIENT) > count(text, LIMITED)).map(({ path }) => path);

/** Files that make a client without tracing. `documentClient()` of the idempotency package makes one. */
const isUntraced = ({ text }: { text: string }) =>
  count(text, MADE) > count(text, TRACED) ||
  count(text, /\bdocumentClient\(\)/g) > count(text, TRACED_DOCUMENT);

test('every client of what runs in Lambda gives up on a call that gets no answer', () => {
  const deployed = globSync('{packages,services}/*/src/**/*.ts', { cwd: root })
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  expect(deployed.some(({ text }) => text.match(CLIENT))).toBe(true);
  expect(waitsForEver(deployed)).toEqual([]);
  const untraced = deployed.filter(isUntraced).map(({ path }) => path);
  expect(untraced).toEqual(['packages/idempotency/src/client.ts', 'packages/idempotency/src/testing.ts']);
});

test('a client without limits is found', () => {
  const limits = 'connectionTimeout: 2_000, requestTimeout: 3_000, throwOnRequestTimeout: true';
  const text = `new SNSClient({ requestHandler: { ${limits} } }); new SQSClient({});`;
  expect(waitsForEver([{ path: 'a.ts', text }])).toEqual(['a.ts']);
  expect(
    [text, 'traced(\n  new SQSClient({}))', 'documentClient()'].map((text) => isUntraced({ text })),
  ).toEqual([true, false, true]);
});
