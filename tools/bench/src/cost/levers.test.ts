import { expect, test } from '@jest/globals';
import { orderLevers } from './levers.ts';

const functions = {
  placeOrder: { 'DynamoDB write units': 2, 'HTTP API requests': 1, 'Lambda requests': 1 },
  sumOrders: { 'DynamoDB write units': 0.01, 'Lambda requests': 0.2 },
};

test('another way of counting takes what it needs in place of ours, and leaves the other functions as they are', () => {
  const [marks, batches, together, logged, url] = Object.values(orderLevers(functions));
  // Two marks and a share of the day's item, doubled by the transaction; each message is sent, received and deleted.
  expect(marks?.['DynamoDB write units']).toBeCloseTo(2 + 2 * (2 + 2 / 90));
  expect(marks?.['SQS requests']).toBeCloseTo(2.4);
  expect(batches?.['DynamoDB write units']).toBeCloseTo(2 + 4 * (2 / 90));
  expect(together).toMatchObject({ 'DynamoDB write units': 2.04, 'HTTP API requests': 1 });
  expect(logged?.['log GB']).toBeCloseTo(1.2 * 400e-9, 12);
  expect(url).toMatchObject({ 'DynamoDB write units': 2.01, 'HTTP API requests': 0 });
});
