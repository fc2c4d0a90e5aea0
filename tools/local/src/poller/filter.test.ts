import { describe, expect, test } from '@jest/globals';
import { compileFilter } from './filter.ts';

function passes(pattern: unknown, record: Record<string, unknown>): boolean {
  return compileFilter([JSON.stringify(pattern)])(record);
}

describe('a pattern', () => {
  test.each<[string, unknown, Record<string, unknown>, Record<string, unknown>]>([
    ['equals', { a: ['x', 1] }, { a: 1 }, { a: '1' }],
    ['null', { a: [null] }, { a: null }, {}],
    ['empty', { a: [''] }, { a: '' }, { a: null }],
    ['boolean', { a: [true] }, { a: true }, { a: 'true' }],
    ['prefix', { a: [{ prefix: 'or' }] }, { a: 'order' }, { a: 'for' }],
    ['suffix', { a: [{ suffix: 'er' }] }, { a: 'order' }, { a: 'erased' }],
    ['equals-ignore-case', { a: [{ 'equals-ignore-case': 'EU' }] }, { a: 'eu' }, { a: 'eur' }],
    ['anything-but one value', { a: [{ 'anything-but': 'x' }] }, { a: 'y' }, { a: 'x' }],
    ['anything-but a list', { a: [{ 'anything-but': ['x', 2] }] }, { a: 3 }, { a: 2 }],
    ['anything-but needs the field', { a: [{ 'anything-but': ['x'] }] }, { a: 'y' }, {}],
    ['numeric equals', { a: [{ numeric: ['=', 100] }] }, { a: 100 }, { a: '100' }],
    ['numeric range', { a: [{ numeric: ['>', 10, '<=', 20] }] }, { a: 20 }, { a: 10 }],
    ['exists', { a: [{ exists: true }] }, { a: null }, {}],
    ['exists looks at leaves only', { a: [{ exists: true }] }, { a: 0 }, { a: { b: 1 } }],
    ['does not exist', { a: [{ exists: false }] }, {}, { a: 1 }],
    ['alternatives of one field', { a: ['x', { prefix: 'y' }] }, { a: 'yes' }, { a: 'z' }],
    ['several fields', { a: ['x'], b: ['y'] }, { a: 'x', b: 'y' }, { a: 'x', b: 'z' }],
    ['nested fields', { a: { b: { c: [1] } } }, { a: { b: { c: 1 } } }, { a: { b: 1 } }],
    ['an absent nested field', { a: { b: [{ exists: false }] } }, {}, { a: { b: 1 } }],
    ['an element of a list', { a: ['x'] }, { a: ['y', 'x'] }, { a: ['y'] }],
    ['an object of a list', { a: { b: [1], c: [2] } }, { a: [{ b: 1, c: 2 }] }, { a: [{ b: 1 }, { c: 2 }] }],
    ['$or', { $or: [{ a: [1] }, { b: { c: [2] } }], d: [3] }, { b: { c: 2 }, d: 3 }, { a: 2, d: 3 }],
    ['no inherited property', { toString: [{ exists: false }] }, {}, { toString: 'x' }],
  ])('with %s', (_, pattern, matching, other) => {
    expect(passes(pattern, matching)).toBe(true);
    expect(passes(pattern, other)).toBe(false);
  });
});

test('a record passes when one of several patterns matches, and always without patterns', () => {
  const filter = compileFilter(['{"a":[1]}', '{"a":[2]}']);
  expect([1, 2, 3].map((a) => filter({ a }))).toEqual([true, true, false]);
  expect(compileFilter([])({})).toBe(true);
});

test('a body is matched as JSON where it is JSON, as a plain string otherwise', () => {
  expect(passes({ body: { a: [1] } }, { body: '{"a":1}' })).toBe(true);
  expect(passes({ body: { a: [1] } }, { body: 'plain' })).toBe(false);
  expect(passes({ body: ['plain'] }, { body: 'plain' })).toBe(true);
  expect(passes({ body: ['plain'] }, { body: '{"a":1}' })).toBe(false);
});

test.each([
  ['not json', 'is not JSON'],
  ['[]', 'must be an object'],
  ['{"a":"x"}', 'must be an object'],
  ['{"a":[]}', 'must not be empty'],
  ['{"a":[{"wildcard":"x*"}]}', 'unknown filter operator {"wildcard":"x*"}'],
  ['{"a":[{"prefix":"x","suffix":"y"}]}', 'unknown filter operator'],
  ['{"a":[{"prefix":1}]}', 'wrong operand'],
  ['{"a":[{"anything-but":{"prefix":"x"}}]}', 'wrong operand'],
  ['{"a":[{"numeric":["~",1]}]}', 'wrong operand'],
  ['{"a":[{"numeric":[">",1,"<"]}]}', 'wrong operand'],
  ['{"$or":[{"a":[1]}]}', '$or needs'],
])('the pattern %s is refused', (pattern, message) => {
  expect(() => compileFilter([pattern])).toThrow(message);
});

test('a pattern may only use the keys that the event source allows', () => {
  expect(() => compileFilter(['{"attributes":["x"]}'], ['body'])).toThrow(
    'may only use body, not attributes',
  );
});
