import { expect, test } from '@jest/globals';
import { orderLevers } from './levers.ts';

const functions = {
  placeOrder: { 'DynamoDB write units': 2, 'HTTP API requests': 1 },
  countOrders: { 'DynamoDB write units': 1, 'SQS requests': 2 },
};

test('another design changes what the counters use, and leaves the other functions as they are', () => {
  const [ofTheirOwn, decided, together, url] = Object.values(orderLevers(functions, 0.5));
  expect(ofTheirOwn).toMatchObject({
    'DynamoDB write units': 2 + 0.5 + 4,
    'SQS requests': 2,
    'HTTP API requests': 1,
  });
  expect(decided).toMatchObject({
    'DynamoDB write units': 2.5,
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
