import { expect, test } from '@jest/globals';
import { judge, type Report } from './verdict.ts';

const operations = new Map([
  ['placeOrder', 'POST /orders'],
  ['confirmOnboarding', 'POST /onboarding/confirm'],
]);
const reached = ['fuzzing placeOrder', 'stateful confirmOnboarding'];
const good: Report = {
  complete: true,
  operations: { tested: 2 },
  test_cases: { generated: 100 },
  failures: [],
  errors: [],
};

test('a run in which every operation succeeds passes', () => {
  expect(judge(good, operations, reached)).toEqual({ passed: 2, faults: [] });
});

test.each<[string, Partial<Report>, string[], string]>([
  [
    'a failure',
    { failures: [{ title: 'Schema-valid request rejected', operations: ['POST /orders'] }] },
    reached,
    'POST /orders: Schema-valid request rejected',
  ],
  [
    'a failure of a method that is not there',
    { failures: [{ title: 'Wrong response', operations: ['TRACE /orders'] }] },
    reached,
    'TRACE /orders: Wrong response',
  ],
  ['an operation that never succeeds', {}, reached.slice(1), 'POST /orders has never succeeded'],
  [
    'an operation that only chance could reach',
    {},
    ['fuzzing placeOrder', 'fuzzing confirmOnboarding'],
    'POST /onboarding/confirm was never reached along the links',
  ],
  ['a run that was cut off', { complete: false }, reached, 'the run was cut off'],
  ['an operation left out', { operations: { tested: 1 } }, reached, '1 of 2 operations were tested'],
  ['an error of its own', { errors: [{ title: 'Hook Error' }] }, reached, 'error: {"title":"Hook Error"}'],
])('%s is a fault', (_, change, succeeded, fault) => {
  expect(judge({ ...good, ...change }, operations, succeeded).faults).toEqual([fault]);
});
