import { expect, test } from '@jest/globals';
import { overBudget } from './budgets.ts';

const http = { kind: 'http' as const, method: 'GET', path: '/', scopes: [], isPublic: true };
const answering = (name: string) => ({ name, module: '', environment: {}, sources: [http] });

test('a call that is not in the budget, or once more than it says, is over it', () => {
  const list = answering('orders/listOrders');
  const calls = ['DynamoDB.BatchGetItem', 'DynamoDB.Query'];
  expect(overBudget(list, calls)).toEqual([]);
  expect(overBudget(list, [...calls, 'DynamoDB.Query'])).toEqual(['DynamoDB.Query']);
  expect(overBudget(list, ['S3.GetObject'])).toEqual(['S3.GetObject']);
});

test('a function that answers requests and has no budget may make no call; others make as many as they need', () => {
  expect(overBudget(answering('orders/new'), ['DynamoDB.GetItem'])).toEqual(['DynamoDB.GetItem']);
  expect(overBudget({ ...answering('orders/new'), sources: [] }, ['DynamoDB.GetItem'])).toEqual([]);
});
