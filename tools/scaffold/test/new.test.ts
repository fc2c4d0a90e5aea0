import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { rm, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { documented } from '@orderflow/docs/documented';
import { commands } from '@orderflow/docs/shell';
import { copyCheckout } from './copyCheckout.ts';

const repository = resolve(import.meta.dirname, '../../..');
const bin = (name: string) => join(repository, 'node_modules/.bin', name);
let root: string;

beforeAll(async () => {
  root = await copyCheckout();
});
afterAll(() => rm(root, { recursive: true }));

function run(command: string, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

const generator = join(repository, 'tools/scaffold/src/cli/new.ts');
const scaffold = (...args: string[]) => run(process.execPath, generator, ...args, '--root', root);
/** Runs `pnpm new …` as a page shows it. */
const asShown = (command: string) => scaffold(...(commands(command)[0] ?? []).slice(2));

/** Adds an event: one file, the schema of its data. */
function addEvent(like: string, type: string): void {
  const folder = join(root, 'packages/validation/schemas/events');
  const schema = readFileSync(join(folder, `${like}.json`), 'utf8').replaceAll(like, type);
  writeFileSync(join(folder, `${type}.json`), schema.replace(/"title": "\w+"/, '"title": "OrderDelayed"'));
  expect(run(process.execPath, 'packages/validation/scripts/generate.ts')).toMatchObject({ status: 0 });
}

test('what is generated is in the style of the project, passes its checks, and has a test to fill in', async () => {
  const generated = [
    asShown(documented('pnpm new endpoint orders/getInvoice --route "GET /orders/{orderId}/invoice"')),
    asShown(documented('pnpm new consumer orders/shipping --event order.confirmed.v1')),
    asShown(documented('pnpm new service billing')),
    scaffold('endpoint', 'billing/getBill', '--route', 'GET /bills/{orderId}'),
    scaffold('consumer', 'billing/sendBill', '--event', 'order.created.v1'),
  ];
  expect(generated.filter(({ status }) => status !== 0)).toEqual([]);
  addEvent('order.confirmed.v1', 'order.delayed.v1');
  // Replaces an installation.
  await symlink(
    join(repository, 'services/orders/node_modules'),
    join(root, 'services/billing/node_modules'),
  );

  const folders = [
    'services/billing',
    'services/orders/serverless.yml',
    'infrastructure/consumers.yml',
    'infrastructure/serverless.yml',
    'tools/faults/src/scenarios',
    'packages/validation/schemas/operations',
  ];
  expect(run(bin('biome'), 'check', '--vcs-enabled=false', ...folders)).toMatchObject({ status: 0 });
  expect(run(bin('tsc'), '--noEmit')).toEqual({ status: 0, output: '' });
  expect(run(bin('depcruise'), 'packages', 'tools', 'services')).toMatchObject({ status: 0 });
  run(process.execPath, 'tools/api/src/cli/generate.ts');
  expect(run(process.execPath, 'tools/api/src/cli/check.ts')).toMatchObject({ status: 0 });

  const tests = run(
    bin('jest'),
    '--selectProjects=unit',
    '--testPathPatterns',
    'services/billing|getInvoice|shipping',
  );
  expect(tests.output).toContain('Tests:       5 failed, 5 total');
  expect(tests.output).toContain('say here what it writes');
});

test('the queue of a consumer has all that the rules of the base stack ask for', () => {
  const { status, output } = run(
    bin('jest'),
    '--selectProjects=unit',
    '--testPathPatterns',
    'infrastructure/test/(base|exports)',
  );
  expect(output).toContain('Test Suites: 2 passed');
  expect(status).toBe(0);
});

test('the framework packages what was generated', () => {
  const service = join(root, 'services/billing');
  const serverless = join(service, 'node_modules/.bin/serverless');
  const packaged = spawnSync(serverless, ['package', '--stage', 'local'], { cwd: service, encoding: 'utf8' });
  expect(packaged.stdout + packaged.stderr).not.toContain('Error');
  const template = readFileSync(
    join(service, '.serverless/cloudformation-template-update-stack.json'),
    'utf8',
  );
  expect(Object.keys(JSON.parse(template).Resources)).toEqual(
    expect.arrayContaining([
      'SendBillLambdaFunction',
      'SendBillIamRoleLambdaExecution',
      expect.stringMatching(/^SendBill.*ErrorsAlarm$/),
      'GetBillLambdaFunction',
    ]),
  );
});

test.each([
  [['endpoint', 'orders/placeOrder', '--route', 'POST /orders'], 'is there already'],
  [
    ['endpoint', 'nobody/placeOrder', '--route', 'POST /orders'],
    'There is no services/nobody/serverless.yml',
  ],
  [['endpoint', 'orders/shipOrder', '--route', 'ship'], 'is not a route'],
  [['consumer', 'orders/shipOrder', '--event', 'order.lost.v1'], 'There is no event order.lost.v1'],
  [['consumer', 'shipOrder', '--event', 'order.created.v1'], 'is not SERVICE/NAME'],
  [['lambda', 'orders/shipOrder'], 'pnpm new endpoint'],
])('pnpm new %j is refused: %s', (args, reason) => {
  const { status, output } = scaffold(...args);
  expect(status).toBe(1);
  expect(output).toContain(reason);
});
