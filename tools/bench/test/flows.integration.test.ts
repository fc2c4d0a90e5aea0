import { expect, test } from '@jest/globals';
import { orderUsage, paidOrderUsage, rowUsage } from '../src/cost/flows.ts';
import { environment } from '../src/cost/tables.ts';
import { clientEnvironment, startStandIn } from '../src/standIn/standIn.ts';

// The cost model calls the real handlers with its own events: when a handler's input changes, these events must
// change, too.

const env = { ...environment, ...clientEnvironment(String(process.env['AWS_ENDPOINT_URL_DYNAMODB'])) };

/** The functions that were seen to write something. */
const writers = (usage: Awaited<ReturnType<typeof orderUsage>>) =>
  Object.keys(usage).filter((name) => (usage[name]?.['DynamoDB write units'] ?? 0) > 0);

test('an order goes through every function that it is charged for', async () => {
  const usage = await orderUsage(2, 1, env);
  expect(Object.keys(usage).sort()).toEqual(['placeOrder', 'publishEvents', 'reserveStock', 'sumOrders']);
  expect(writers(usage).sort()).toEqual(['placeOrder', 'reserveStock', 'sumOrders']);
});

test('an order that is paid, shipped and told of does, too, and a second run counts again', async () => {
  await paidOrderUsage(2, 1, env);
  const usage = await paidOrderUsage(2, 1, env);
  const all = [
    'placeOrder',
    'reserveStock',
    'settleOrders',
    'shipOrder',
    'sumOrders',
    'countOrders',
    'payOrders',
  ];
  expect(writers(usage)).toEqual(expect.arrayContaining(all));
});

test('an imported row is two write units: itself, and its key in the index by user', async () => {
  const standIn = await startStandIn();
  const usage = await rowUsage({ ...env, ...clientEnvironment(standIn.url) }, standIn.taken).finally(() =>
    standIn.stop(),
  );
  expect(usage['DynamoDB write units']).toBeCloseTo(2, 1);
});
