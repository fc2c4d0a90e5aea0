import { expect, test } from '@jest/globals';
import { readItemFailures } from './response.ts';

const batch = ['a', 'b'];
const failures = (...identifiers: unknown[]) => ({
  batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })),
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['an empty object', {}],
  ['a null list', { batchItemFailures: null }],
  ['an empty list', failures()],
])('%s means that every record succeeded', (_, payload) => {
  expect(readItemFailures(payload, batch)).toEqual({ failed: [] });
});

test('names the records that failed', () => {
  expect(readItemFailures(failures('b'), batch)).toEqual({ failed: ['b'] });
});

test.each([
  ['an unknown identifier', failures('a', 'c')],
  ['an empty identifier', failures('')],
  ['a null identifier', failures(null)],
  ['an identifier that is no string', failures(1)],
  ['a missing identifier', failures(undefined)],
  ['a wrong key', { batchItemFailures: [{ id: 'a' }] }],
  ['an item that is no object', { batchItemFailures: [null] }],
  ['a list that is none', { batchItemFailures: 'a' }],
  ['a string', 'done'],
  ['a list', []],
  ['true', true],
])('%s fails the whole batch', (_, payload) => {
  expect(readItemFailures(payload, batch)).toEqual({ invalid: expect.any(String) });
});
