import { expect, test } from '@jest/globals';
import { compared, tour } from './tour.ts';

test('a tour is the shell of a section, each with what it prints', () => {
  const page =
    '\n## Tour\n\n```sh\na\n```\n```json\n{}\n```\ntext\n```sh\nb\n```\n\n## Next\n```sh\nc\n```\n';
  expect(tour(page, 'Tour').map(({ script, prints }) => [script, prints?.text])).toEqual([
    ['a\n', '{}\n'],
    ['b\n', undefined],
  ]);
});

test.each([
  ['json', '{"at": "2026-01-02T03:04:05.678Z", "n": 1}', '{"n":1,"at":"2027-02-03T04:05:06.789Z"}'],
  ['json', '{"days": […, {"orders": 1}]}', '{"days": [{"orders": 0}, {"orders": 7}]}'],
  ['json', '{"days": […, {"orders": 1, "by": {…}}]}', '{"days": [{"orders": 7, "by": {"A": 1}, "more": 2}]}'],
  ['text', 'a.csv: 3 rows in 1.1 s (3 rows/s)', 'a.csv: 3 rows in 2.4 s (1 rows/s)\n'],
  [
    'http',
    'HTTP/1.1 201 Created\nlocation: /1\n\n{"n":1}',
    'HTTP/1.1 201 Created\r\nLocation: /2\r\nDate: now\r\n\r\n{"n":1}',
  ],
])('what differs from run to run is no difference: %s', (language, text, printed) => {
  const { expected, actual } = compared({ language, line: 1, text }, printed);
  expect(actual).toEqual(expected);
});

test.each([
  ['json', '{"status": "CONFIRMED"}', '{"status": "PENDING"}'],
  ['json', '{"days": […, {"orders": 1}]}', '{"days": [{"sales": 1}]}'],
  ['text', '  created    1', '  created    2'],
  ['http', 'HTTP/1.1 201 Created\na: 1\n\n{}', 'HTTP/1.1 200 OK\r\na: 1\r\n\r\n{}'],
])('what should be the same is compared: %s', (language, text, printed) => {
  const { expected, actual } = compared({ language, line: 1, text }, printed);
  expect(actual).not.toEqual(expected);
});
