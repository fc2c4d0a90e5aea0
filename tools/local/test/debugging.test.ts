import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { services } from '../src/dev/services.ts';
import { inspectorPort, inspectVariable } from '../src/inspect.ts';
import { lambdaClient } from '../src/lambda.ts';
import { bundlesOf, type HostedService } from '../src/offline/hostedService.ts';
import { Supervisor } from '../src/processes/supervisor.ts';
import { bundleDir, readSettings, servicePorts } from '../src/settings.ts';
import { compileStacks } from '../src/templates/compile.ts';
import { loadStacks } from '../src/templates/load.ts';
import { Inspector, type Pause } from './inspector.ts';

/**
 * No engine runs: the functions stop before they call one. The ports are this run's own. They are below the ports that the
 * system gives to clients, because one of those could by chance be the debugger's.
 */
const settings = readSettings({ ORDERFLOW_PORT: String(10_000 + (process.pid % 600) * 30) });
const orders = join(settings.root, 'services/orders');
const stacks = ['base', 'orders'];
const invoke = (name: string, event: object) =>
  lambdaClient(`http://127.0.0.1:${servicePorts(settings, 0).lambda}`)
    .send(
      new InvokeCommand({ FunctionName: `orderflow-orders-local-${name}`, Payload: JSON.stringify(event) }),
    )
    .catch(() => {});

const NOTE = 'breakpoints see this';
const request = (method: string, path: string) => ({
  version: '2.0',
  routeKey: `${method} ${path}`,
  rawPath: path,
  rawQueryString: '',
  isBase64Encoded: false,
  // The secret of the edge, which the origins require here as well (params.yml).
  headers: { 'x-origin-secret': 'of-this-machine' },
  requestContext: {
    http: { method, path, sourceIp: '127.0.0.1', userAgent: 'test' },
    authorizer: { jwt: { claims: { sub: 'ada', scope: 'orders:price' }, scopes: null } },
    requestId: 'first',
  },
});
const getOrder = { ...request('GET', '/orders/order-1'), pathParameters: { orderId: 'order-1' } };
const placeOrder = {
  ...request('POST', '/orders'),
  headers: {
    'x-origin-secret': 'of-this-machine',
    'idempotency-key': 'first',
    'content-type': 'application/json',
  },
  body: JSON.stringify({
    currency: 'EUR',
    lines: [{ sku: 'TEA-1', quantity: 2, unitPrice: 350 }],
    note: NOTE,
  }),
};
const created = {
  specversion: '1.0',
  id: 'event-1',
  source: '/orderflow/orders',
  type: 'order.created.v1',
  subject: 'order-1',
  time: '2026-11-20T08:00:00.000Z',
  datacontenttype: 'application/json',
  data: {
    orderId: 'order-1',
    userId: 'ada',
    status: 'PENDING',
    currency: 'EUR',
    lines: [{ sku: 'TEA-1', quantity: 2, unitPrice: 350 }],
    total: 700,
    createdAt: '2026-11-20T08:00:00.000Z',
  },
};
const reserveStock = { Records: [{ messageId: '1', body: JSON.stringify(created), attributes: {} }] };

let logDir: string;
let supervisor: Supervisor;
let inspector: Inspector;
let onPause: (pause: Pause) => void;

beforeAll(async () => {
  process.env[inspectVariable] = '1';
  logDir = await mkdtemp(join(tmpdir(), 'orderflow-debug-'));
  const pidFile = join(logDir, 'processes.json');
  supervisor = new Supervisor({ logDir, pidFile, print: () => {}, onFailure: () => {} });
  await compileStacks(settings, { only: stacks });
  await supervisor.start(services(settings, await loadStacks(settings, stacks)));
  inspector = await Inspector.attach(inspectorPort(settings), (pause) => onPause(pause));
}, 120_000);

afterAll(async () => {
  delete process.env[inspectVariable];
  inspector?.close();
  await supervisor.stop();
  for (const made of [settings.stateDir, bundleDir(orders, settings)]) {
    await rm(made, { recursive: true, force: true });
  }
  await rm(logDir, { recursive: true });
});

/** The debugger needs the source map of an existing bundle, but a function's bundle is built when it is first called. */
async function bundleOf(name: string): Promise<string> {
  const list = readFileSync(join(settings.stateDir, 'services.json'), 'utf8');
  const [hosted] = JSON.parse(list) as HostedService[];
  if (!hosted) throw new Error('no service is hosted');
  const { path } = await bundlesOf(hosted, () => {}).current(`src/handlers/${name}`);
  return path;
}

/** Number of the line that contains the text. */
function lineOf(file: string, text: string): number {
  const at = readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text));
  if (at < 0) throw new Error(`${file} does not say ${text}`);
  return at + 1;
}

test.each([
  ['a handler', 'getOrder', 'handlers/getOrder.ts', 'getOrder(params', 'principal', 'ada', getOrder],
  ['a model', 'placeOrder', 'models/placeOrder.ts', 'const repeated =', 'order.note', NOTE, placeOrder],
  [
    'a consumer',
    'reserveStock',
    'models/reserveStock.ts',
    'const skus =',
    'events[0].id',
    'event-1',
    reserveStock,
  ],
])('a breakpoint in the TypeScript of %s is hit', async (_, name, path, text, expression, value, event) => {
  const file = join(orders, 'src', path);
  const line = lineOf(file, text);
  const bundle = await bundleOf(name);
  inspector.breakAt(bundle, file, line);
  const paused = new Promise<Pause>((resolve) => {
    onPause = resolve;
  });
  void invoke(name, event);
  const pause = await paused;
  expect([pause.file, pause.line]).toEqual([file, line]);
  expect(await pause.evaluate(expression)).toBe(value);
  pause.resume();
});
