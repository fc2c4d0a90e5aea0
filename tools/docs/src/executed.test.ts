import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { documented } from './documented.ts';
import { executed, handed } from './executed.ts';
import { root } from './repository.ts';
import { type Shown, shown, shownBy } from './shown.ts';

const EDGE_SECRET =
  'deploys every stack again, and an engine whose edge reaches no origin could not tell that they are closed; ' +
  'infrastructure/test/edge.test.ts holds what the secret closes, the proof runs the same command without it';
const WEIGHTS =
  'the engine of the proof has no such store; tools/ops/test/experiment.test.ts reads what the command sends';

/** What no test runs as a page shows it, whatever its further arguments, and why, or what stands for it. */
const NOT_EXECUTED: Record<string, string> = {
  'pnpm dev': 'jest/e2e.setup.ts starts the same script for every end-to-end test, on ports of its own',
  'ORDERFLOW_PORT=5000 pnpm dev': 'the same, and that it sets ORDERFLOW_PORT',
  'pnpm drop FILE.csv': 'the tour of the README drops a file of its own',
  'pnpm install': 'pnpm runs it before any script when something is missing, in every fresh clone of CI',
  'pnpm generate':
    'the checks and the test of the diagrams compare what it writes with what is there; it would write to the checkout',
  'pnpm publish:api':
    'would publish what is not released; tools/api/src/compare/compare.test.ts covers what it is for',
  'npx serverless offline --stage local':
    'serves until it is stopped; tools/local/src/dev/services.ts starts the same for every service of a copy',
  "npx serverless deploy --stage prod --param edgeSecret='{{resolve:secretsmanager:orderflow-prod-edge}}'":
    EDGE_SECRET,
  "pnpm run deploy --stage prod --param edgeSecret='{{resolve:secretsmanager:orderflow-prod-edge}}'":
    EDGE_SECRET,
  "pnpm run deploy --stage prod --param edgeSecret='{{resolve:secretsmanager:orderflow-prod-edge}},{{resolve:secretsmanager:orderflow-prod-edge-2}}'":
    EDGE_SECRET,
  "pnpm run deploy --stage prod --param edgeSecret='{{resolve:secretsmanager:orderflow-prod-edge-2}}'":
    EDGE_SECRET,
  'pnpm ops experiment show --stage prod': WEIGHTS,
  'pnpm ops experiment set A=90 B=10 --stage prod': WEIGHTS,
  'pnpm test:faults': 'minutes; small runs of it are part of pnpm test',
  'pnpm test:large': 'two hours',
  'pnpm bench': 'minutes, and measures nothing on a machine that does something else',
  'node bench/planner.ts': 'as pnpm bench',
  'node bench/import.ts': 'as pnpm bench',
};

const runs = executed();
const begins = (command: string, beginning: string) => `${command} `.startsWith(`${beginning} `);
const isExecuted = ({ command, inline }: Shown) =>
  runs.includes(command) || (inline && runs.some((run) => begins(run, command)));
const isListed = ({ command }: Shown) => Object.keys(NOT_EXECUTED).some((one) => begins(command, one));

test('every command that a page shows is run by a test, or is listed with its reason', () => {
  const nowhere = shown().filter((one) => !isExecuted(one) && !isListed(one));
  // Hand it to `documented` where it can be run, or list it above.
  expect(nowhere.map(({ page, command }) => `${page}: ${command}`)).toEqual([]);
});

test('the list has nothing that is run, or that no page shows', () => {
  const needed = shown().filter((one) => !isExecuted(one));
  const listed = Object.keys(NOT_EXECUTED);
  expect(listed.filter((one) => !needed.some(({ command }) => begins(command, one)))).toEqual([]);
});

test.each(
  Object.values(NOT_EXECUTED).flatMap(
    (reason) => reason.match(/\b(packages|tools|infrastructure|jest)\/[\w./]+/g) ?? [],
  ),
)('%s, which a reason names, is there', (path) => {
  expect(existsSync(join(root, path))).toBe(true);
});

test('a source hands on commands in whatever quotes, on whatever line', () => {
  const source = [
    "documented('pnpm a')",
    'documented(\n  "npx --yes pnpm@12 b \'c\'",\n)',
    "documented('d \\'e\\'', { E: 1 })",
    'undocumented(1)',
  ].join(';');
  expect(handed(source)).toEqual(['pnpm a', "pnpm b 'c'", "d 'e'"]);
});

test('the commands of a page are those of its blocks of shell and of its text', () => {
  const page =
    '`pnpm a` and `a b`\n\n```sh\ncd x\nnpx --yes pnpm@12 b \\\n  --c   # d\n```\n```json\n{}\n```\n';
  expect(shownBy('p.md', page)).toEqual([
    { page: 'p.md', command: 'pnpm b --c', inline: false },
    { page: 'p.md', command: 'pnpm a', inline: true },
  ]);
});

describe('a command of the pages', () => {
  test('is given with names replaced, and only whole ones', () => {
    const uuid = documented('aws lambda update-event-source-mapping --uuid UUID --enabled', { UUID: '1-2' });
    expect(uuid).toBe('aws lambda update-event-source-mapping --uuid 1-2 --enabled');
    expect(documented('pnpm ops peek inventory-dlq', { inventory: 'a' })).toBe('pnpm ops peek a-dlq');
    expect(() => documented('pnpm ops status', { STAGE: 'a' })).toThrow('STAGE is not in the command');
  });

  test('that no page shows is refused', () => {
    const command = 'pnpm ops dance';
    expect(() => documented(command)).toThrow('no page shows the command: pnpm ops dance');
  });
});
