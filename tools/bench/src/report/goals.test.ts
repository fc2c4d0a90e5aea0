import { expect, test } from '@jest/globals';
import { atLeast, atMost } from './goals.ts';

test('a goal is met at its bound and not beyond', () => {
  expect(atMost('calls', 1, 1)).toEqual({ name: 'calls', value: 1, goal: '<= 1', met: true });
  expect(atMost('calls', 1.00001, 1).met).toBe(false);
  expect(atLeast('speed', 0.7, 0.7).met).toBe(true);
  expect(atLeast('speed', 0.69, 0.7).met).toBe(false);
});
