import { expect, test } from '@jest/globals';
import { readExpression } from './expression.ts';

const start = new Date('2026-11-21T04:30:20Z');

/** The next times, without seconds and milliseconds that are zero. */
function times(expression: string, count: number, after = start) {
  const next = readExpression(expression, start);
  const found: string[] = [];
  for (let at = next(after); at && found.length < count; at = next(at)) {
    found.push(at.toISOString().replace(/:00\.000Z$/, ''));
  }
  return found;
}

test.each([
  ['cron(0 4 * * ? *)', ['2026-11-22T04:00', '2026-11-23T04:00']],
  ['cron(0/15 * * * ? *)', ['2026-11-21T04:45', '2026-11-21T05:00']],
  ['cron(0 18 ? * MON-FRI *)', ['2026-11-23T18:00', '2026-11-24T18:00']],
  ['cron(0 18 ? * 2-6 *)', ['2026-11-23T18:00', '2026-11-24T18:00']],
  ['cron(0 8 1 * ? *)', ['2026-12-01T08:00', '2027-01-01T08:00']],
  ['cron(30 0 L * ? *)', ['2026-11-30T00:30', '2026-12-31T00:30']],
  ['cron(15 10 ? * 6L *)', ['2026-11-27T10:15', '2026-12-25T10:15']],
  ['cron(0 9 ? * 2#1 *)', ['2026-12-07T09:00', '2027-01-04T09:00']],
  ['cron(0 0 ? * L *)', ['2026-11-28T00:00', '2026-12-05T00:00']],
  ['cron(0 9 3W * ? *)', ['2026-12-03T09:00', '2027-01-04T09:00']],
  ['cron(0 4 1 1 ? 2027)', ['2027-01-01T04:00']],
  ['rate(5 minutes)', ['2026-11-21T04:35:20.000Z', '2026-11-21T04:40:20.000Z']],
  ['rate(1 day)', ['2026-11-22T04:30:20.000Z', '2026-11-23T04:30:20.000Z']],
])('%s', (expression, expected) => {
  expect(times(expression, 2)).toEqual(expected);
});

test('a rate goes on in step after a pause', () => {
  expect(times('rate(5 minutes)', 1, new Date('2026-11-21T05:31:00Z'))).toEqual(['2026-11-21T05:35:20.000Z']);
});

test.each([
  ['every day', 'rate(…) or cron(…)'],
  ['rate(0 minutes)', 'minutes, hours or days'],
  ['rate(5 seconds)', 'minutes, hours or days'],
  ['cron(0 4 * * *)', 'six fields'],
  ['cron(0 4 * * * *)', 'must be ?'],
  ['cron(0 25 * * ? *)', 'is no schedule'],
])('%s is refused', (expression, message) => {
  expect(() => readExpression(expression, start)).toThrow(message);
});
