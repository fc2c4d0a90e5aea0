import { expect, test } from '@jest/globals';
import { parseTarget } from './requestTarget.ts';

test('decodes each segment by itself', () => {
  const { segments, query } = parseTarget('/orders/a%2Fb%20c?limit=2&scope=a+b');
  expect(segments).toEqual(['orders', 'a/b c']);
  expect(query.get('scope')).toBe('a b');
});

test.each(['/a/../b', '/a/%2e%2E/b', '/a/./b', '/a\\b', '/a#b', 'http://x/a', '*', '/a%zz'])(
  'refuses %s',
  (target) => {
    expect(() => parseTarget(target)).toThrow('The request path');
  },
);
