import { expect, test } from '@jest/globals';
import { writeUnits } from './units.ts';

const Item = { pk: { S: 'a' } };
const large = { pk: { S: 'a' }, note: { S: 'x'.repeat(1500) } };

test('a write costs a unit per started kilobyte, twice that in a transaction', () => {
  expect(writeUnits('PutItem', { Item })).toBe(1);
  expect(writeUnits('PutItem', { Item: large })).toBe(2);
  expect(
    writeUnits('TransactWriteItems', { TransactItems: [{ Put: { Item } }, { Put: { Item: large } }] }),
  ).toBe(6);
});

test('a batch costs what its items cost, and a read no write unit', () => {
  const requests = [{ PutRequest: { Item } }, { PutRequest: { Item } }];
  expect(writeUnits('BatchWriteItem', { RequestItems: { orders: requests } })).toBe(2);
  expect(writeUnits('BatchExecuteStatement', { Statements: [{ Parameters: [{ S: 'a' }] }] })).toBe(1);
  expect(writeUnits('GetItem', {})).toBe(0);
});
