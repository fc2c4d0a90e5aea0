import { expect, test } from '@jest/globals';
import { orderLevers } from './levers.ts';

const functions = {
  placeOrder: { 'DynamoDB write units': 2, 'HTTP API requests': 1 },
  countOrders: { 'DynamoDB write units': 4, 'SQS requests': 2 },
};

test('a lever takes from the counters what it saves, and leaves the other functions as they are', () => {
  const [oneMark, decided, together, url] = Object.values(orderLevers(functions));
  expect(oneMark).toMatchObject({ 'DynamoDB write units': 4, 'SQS requests': 2, 'HTTP API requests': 1 });
  expect(decided).toMatchObject({
    'DynamoDB write units': 4,
    'SQS requests': 1,
    'HTTP API requests': 1,
  });
  expect(together).toMatchObject({
    'DynamoDB write units': 2.04,
    'SQS requests': 0,
    'HTTP API requests': 1,
  });
  expect(url).toMatchObject({ 'DynamoDB write units': 2.04, 'HTTP API requests': 0 });
});
