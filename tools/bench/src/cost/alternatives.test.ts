import { expect, test } from '@jest/globals';
import { sagaAlternatives } from './alternatives.ts';

const functions = {
  placeOrder: { 'DynamoDB write units': 2, 'HTTP API requests': 1 },
  payOrders: { 'DynamoDB write units': 5, 'SQS requests': 2.4, 'Lambda GB-seconds': 0.1 },
  settleOrders: { 'DynamoDB write units': 4, 'SQS requests': 2.4 },
};
const [standard, express, durable] = Object.values(sagaAlternatives(functions));

test('a workflow writes the same states, needs no queue between the services, and waits for Stripe alone', () => {
  for (const way of [standard, express, durable]) {
    expect(way).toMatchObject({ 'DynamoDB write units': 11, 'SQS requests': 0, 'HTTP API requests': 1 });
    // Three calls of 0.3 seconds, with half a gigabyte.
    expect(way?.['Lambda GB-seconds']).toBeCloseTo(0.45);
  }
});

test('each way is charged by its own price', () => {
  expect(standard).toMatchObject({ 'state transitions': 5, 'Lambda requests': 4 });
  expect(express).toMatchObject({ 'Express executions': 2, 'Lambda requests': 4 });
  expect(durable).toMatchObject({ 'durable operations': 6, 'Lambda requests': 2 });
});
