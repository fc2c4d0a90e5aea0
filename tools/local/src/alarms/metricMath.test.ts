import { expect, test } from '@jest/globals';
import { readMetricMath } from './metricMath.ts';

const STUCK = 'IF(waiting > 0 AND FILL(taken, 0) == 0, 1, 0)';

test.each([
  [{ waiting: 3, taken: 0 }, 1],
  [{ waiting: 3 }, 1],
  [{ waiting: 3, taken: 2 }, 0],
  [{ waiting: 0 }, 0],
  [{ taken: 2 }, undefined],
])('what waits and is not taken, of %j, is %j', (metrics, expected) => {
  expect(readMetricMath(STUCK)(metrics)).toBe(expected);
});

test.each([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['100 * errors / calls', 25],
  ['errors >= 1 OR calls == 0', 1],
  ['errors - nothing', undefined],
])('%s is %j', (text, expected) => {
  expect(readMetricMath(text)({ errors: 2, calls: 8 })).toBe(expected);
});

test.each(['SEARCH("x")', 'IF(a, 1', 'a b', '1 +', 'ANOMALY_DETECTION_BAND(m, 2)', 'FILL(m, REPEAT)'])(
  '%s is an error, not silence',
  (text) => {
    expect(() => readMetricMath(text)).toThrow('not known here');
  },
);
