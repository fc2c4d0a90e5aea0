import { expect, test } from '@jest/globals';
import { nicenessOf } from './priority.ts';

test('a function that answers over HTTP keeps its priority, any other yields to it', () => {
  expect(nicenessOf([{ httpApi: {} }])).toBe(0);
  expect(nicenessOf([{ sqs: {} }])).toBe(10);
  expect(nicenessOf([])).toBe(10);
});
