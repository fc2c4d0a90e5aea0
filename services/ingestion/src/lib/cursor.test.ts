import { expect, test } from '@jest/globals';
import { RefusedError } from '@orderflow/domain';
import { fromCursor, toCursor } from './cursor.ts';

const at = { createdAt: '2026-11-21T12:00:00.000Z', importId: '01234567-89ab-8cde-8f01-23456789abcd' };

test('a cursor gives back its positions', () => {
  expect(fromCursor(toCursor([at, undefined]), 2)).toEqual([at, undefined]);
});

test.each([
  ['nothing', ''],
  ['no JSON', 'abc'],
  ['another list count', toCursor([at])],
  ['no position', toCursor([{ ...at, createdAt: 'x' }, undefined])],
  ['more than a position', Buffer.from(JSON.stringify([['a', 'b', 'c'], null])).toString('base64url')],
  ['other JSON', Buffer.from('[{},1]').toString('base64url')],
  ['too much', 'A'.repeat(600)],
])('a cursor with %s is refused', (_, cursor) => {
  expect(() => fromCursor(cursor, 2)).toThrow(RefusedError);
});
