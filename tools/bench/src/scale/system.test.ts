import { expect, test } from '@jest/globals';
import { LATENCIES } from '../standIn/latencies.ts';
import { ANSWERS, ON_DEMAND } from './aws.ts';
import { Conflicts, OnDemand } from './capacity.ts';
import { ceilings } from './ceilings.ts';
import { smallSettings } from './fixtures.ts';
import { rowsPerSecond } from './local.ts';
import { measured } from './measured.ts';
import { Random } from './random.ts';
import { serviceSettings } from './settings.ts';
import { Simulation } from './simulation.ts';
import { System } from './system.ts';

const simulation = () => new Simulation(new Random(1));

test.each([
  ['spread', { skus: 1_000 }],
  ['of one sku', { skus: 1, hotShare: 1 }],
  ['through a topic that refuses', { topicRate: 350 }],
  ['on a table that throttles', { warm: 700 }],
  ['in an account that is full', { concurrency: 8 }],
])('nothing is lost or counted twice: orders %s', (_, load) => {
  const settings = smallSettings();
  const { people, lags, waiting, ...system } = new System(settings, {
    ordersPerSecond: 200,
    seconds: 30,
    ...load,
  }).run(300);
  expect(people.offered).toBeGreaterThan(5_000);
  expect(people.accepted + people.refused).toBe(people.offered);
  expect(people.decided).toBe(people.accepted);
  expect(lags.placed.count).toBe(people.accepted);
  expect(system.counted).toBe(2 * people.accepted);
  expect(waiting).toEqual({ publish: 0, count: 0, placed: 0, imported: 0 });
});

test('of an import, what is not decided waits, or is on its way', () => {
  const system = new System(smallSettings(), { ordersPerSecond: 10, seconds: 60, imports: true }).run();
  const { inserted, decided } = system.imported;
  const left = inserted - decided - system.waiting.imported - system.waiting.publish;
  expect(inserted).toBeGreaterThan(20_000);
  // Two batches of decisions, one batch of each shard, and messages in transit between topic and queue.
  expect(left).toBeLessThan(2 * 50 + 4 * 100 + 1_000 * ANSWERS.delivery);
  expect(left).toBeGreaterThanOrEqual(-system.waiting.publish);
});

test('a run comes out the same with the same seed, and not with another', () => {
  const run = (seed: number) => {
    const { people, lags } = new System(smallSettings(), { ordersPerSecond: 100, seconds: 20, seed }).run();
    return [people, lags.placed.percentile(0.95), lags.placed.mean];
  };
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

test('a new table takes 4,000 units a second, all of a transaction or none, and twice its peak of half an hour ago', () => {
  const time = simulation();
  const table = new OnDemand(time);
  expect(table.takeUpTo(5_000)).toBe(ON_DEMAND.first);
  expect(table.throttled).toBe(1_000);
  time.runUntil(0.5);
  expect([table.take(2_001), table.take(2_000), table.take(1)]).toEqual([false, true, false]);
  time.runUntil(10);
  expect(table.takeUpTo(9_000)).toBe(4_000);
  expect(table.partitions).toBe(4);
  time.every(1, () => table.takeUpTo(3_900));
  time.runUntil(1_700);
  expect(table.partitions).toBe(4);
  time.runUntil(2_000);
  expect(table.partitions).toBe(8);
});

test('orders and their decisions take no more units than the table has', () => {
  const settings = smallSettings({ maximumConcurrency: 50 });
  settings.orders.api = { rate: 10_000, burst: 10_000 };
  const { people } = new System(settings, { ordersPerSecond: 2_000, seconds: 60 }).run();
  const units = people.accepted + 2 * people.decided;
  // A second's worth is available at the start.
  expect(units).toBeLessThanOrEqual(61 * ON_DEMAND.first);
  expect(units).toBeGreaterThan(0.9 * 60 * ON_DEMAND.first);
  expect(people.decided / 60).toBeLessThan(ON_DEMAND.first / 3);
});

test('a transaction that meets another on an item is cancelled; those that share none pass', () => {
  const conflicts = new Conflicts(simulation(), 100);
  const hot = { items: 0, hot: true };
  expect([
    conflicts.begin(hot),
    conflicts.begin({ items: 0, hot: true }),
    conflicts.begin({ items: 5, hot: false }),
  ]).toEqual([true, false, true]);
  conflicts.end(hot);
  expect(conflicts.begin({ items: 0, hot: true })).toBe(true);
  expect(conflicts.begin({ items: 100, hot: false })).toBe(false);
  expect([conflicts.begun, conflicts.cancelled]).toEqual([5, 2]);
});

test('of one sku, a transaction after the other is decided, and no more', () => {
  const settings = smallSettings();
  settings.orders.api = { rate: 10_000, burst: 10_000 };
  const { people } = new System(settings, {
    ordersPerSecond: 3_000,
    seconds: 60,
    skus: 1,
    hotShare: 1,
    warm: 40_000,
  }).run();
  expect(people.decided / 60).toBeLessThan(50 / ANSWERS.transaction);
  expect(people.decided / 60).toBeGreaterThan(0.5 * (50 / ANSWERS.transaction));
});

test('an import goes down to what the decisions take, and not below its least', () => {
  const rate = (least: string) => {
    const settings = smallSettings({ batchSize: 10 });
    Object.assign(settings.ingestion.functions['importChunk']?.environment ?? {}, {
      MIN_ROWS_PER_SECOND: least,
    });
    const system = new System(settings, { ordersPerSecond: 1, seconds: 1_200, imports: true }).run(900);
    const before = { ...system.imported };
    system.run();
    return [system.imported.inserted - before.inserted, system.imported.decided - before.decided].map(
      (one) => one / 300,
    );
  };
  const [inserted = 0, decided = 0] = rate('50');
  expect(inserted / decided).toBeLessThan(1.3);
  const [atLeast = 0] = rate('450');
  expect(atLeast).toBeGreaterThanOrEqual(2 * 450 * 0.95);
});

test('a client takes turns of waiting and computing, at most what its thread computes', () => {
  expect(rowsPerSecond({ inFlight: 1, rows: 1, latency: 10, cpu: 0 })).toBeCloseTo(100, 0);
  expect(rowsPerSecond({ inFlight: 50, rows: 25, latency: 10, cpu: 100 }) / 10_000).toBeCloseTo(1, 1);
});

test('imports over the stand-in come out as they were measured, within a fifth', () => {
  for (const [row, call, rows, inFlight] of [
    ['ours: plan', 'BatchExecuteStatement', 25, 4],
    ['(a) a put', 'PutItem', 1, 1],
  ] as const) {
    const cpu = measured('import', row, 'client CPU µs a row');
    const simulated = rowsPerSecond({ inFlight, rows, latency: LATENCIES[call] ?? 0, cpu }, 10);
    expect(Math.abs(simulated / measured('import', row, 'rows/s') - 1)).toBeLessThan(0.2);
  }
});

test('a figure is found by section, row and column, and one that is gone is an error', () => {
  const page =
    '<!-- bench:a -->\n| way | p95 s | x |\n| --- | --- | --- |\n| ours: all | 1.5 | 7% |\n<!-- /bench:a -->';
  expect(measured('a', 'ours', 'p95 s', page)).toBe(1.5);
  expect(measured('a', 'ours', 'x', page)).toBe(7);
  expect(() => measured('a', 'theirs', 'x', page)).toThrow('no "x" of "theirs"');
  expect(() => measured('b', 'ours', 'x', page)).toThrow();
});

test('settings are what the template says, and AWS’s defaults where it says nothing', () => {
  const api = { ThrottlingRateLimit: 1_000, ThrottlingBurstLimit: 500 };
  const routes = { 'POST /clicks': { ThrottlingRateLimit: 20 } };
  const template = {
    Resources: {
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { DefaultRouteSettings: api, RouteSettings: routes },
      },
      A: {
        Type: 'AWS::Lambda::Function',
        Properties: { FunctionName: 'orderflow-orders-ci-a', MemorySize: 512 },
      },
      M: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { 'Fn::GetAtt': ['A', 'Arn'] },
          BatchSize: 50,
          ScalingConfig: { MaximumConcurrency: '4' },
        },
      },
    },
    Outputs: {},
  };
  const mapping = { batchSize: 50, windowSeconds: 0, parallelization: 1, maximumConcurrency: 4 };
  expect(serviceSettings(template)).toEqual({
    api: { rate: 1_000, burst: 500 },
    routes: { 'POST /clicks': 20 },
    functions: { a: { memoryMb: 512, environment: {}, mapping } },
  });
  expect(() => serviceSettings({ Resources: {}, Outputs: {} })).toThrow('no rate limit');
});

test('ceilings are arithmetic on the settings', () => {
  const most = (changes = {}) =>
    Object.fromEntries(ceilings(smallSettings(changes)).map((one) => [one.stage, one.most]));
  expect(most()).toMatchObject({
    'mails to buyers': 6,
    'API of orders': 1_000,
    'orders table, new': 4_000 / 3,
    'topic in us-east-1': 15_000,
    'import, at most': 1_000,
    clicks: 2_000,
  });
  expect(most({ maximumConcurrency: 8 })['reserveStock']).toBe(2 * (most()['reserveStock'] ?? 0));
});
