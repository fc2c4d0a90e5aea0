import { describe, expect, test } from '@jest/globals';
import { EdgeCache } from './cache.ts';

const SECOND = 1_000;
const bare = { originHeaders: {}, answerHeaders: [] };
const cache = () =>
  new EdgeCache([
    {
      pathPattern: '/config',
      keyHeaders: ['x-experiment-bucket', 'cloudfront-viewer-country'],
      maxTtlSeconds: 300,
      ...bare,
    },
    { pathPattern: '/orders*', keyHeaders: [], maxTtlSeconds: 0, ...bare },
  ]);
const answer = (cacheControl: string, status = 200) => ({
  status,
  headers: { 'cache-control': cacheControl },
  body: Buffer.from('{}'),
});
const visitor = (bucket: string, country = 'DE') => ({
  'x-experiment-bucket': bucket,
  'cloudfront-viewer-country': country,
});

function slotOf(one: EdgeCache, headers = visitor('A'), url = '/config', method = 'GET') {
  const slot = one.slot(method, url, headers);
  if (!slot) throw new Error('is not kept');
  return slot;
}

describe('the cache of the edge', () => {
  test('keeps an answer as long as it says, by bucket and country', () => {
    const one = cache();
    const slot = slotOf(one);
    one.put(slot, answer('public, max-age=60'), 0);
    expect(one.get(slot, 59 * SECOND)?.headers['age']).toBe('59');
    expect(one.get(slot, 60 * SECOND)).toBeUndefined();
    for (const other of [visitor('B'), visitor('A', 'FR')])
      expect(one.get(slotOf(one, other), 0)).toBeUndefined();
    expect(one.get(slotOf(one, visitor('A'), '/config?a=1'), 0)).toBeUndefined();
  });

  test('keeps nothing longer than its policy allows', () => {
    const one = cache();
    one.put(slotOf(one), answer('max-age=3600'), 0);
    expect(one.get(slotOf(one), 299 * SECOND)).toBeDefined();
    expect(one.get(slotOf(one), 300 * SECOND)).toBeUndefined();
  });

  test.each(['no-store', 'private, max-age=60', 'no-cache', 'max-age=0', ''])(
    'keeps no answer with %p',
    (control) => {
      const one = cache();
      one.put(slotOf(one), answer(control), 0);
      expect(one.get(slotOf(one), 0)).toBeUndefined();
    },
  );

  test('keeps no error, nothing but GET, and no path without a policy', () => {
    const one = cache();
    one.put(slotOf(one), answer('max-age=60', 404), 0);
    expect(one.get(slotOf(one), 0)).toBeUndefined();
    expect(one.slot('POST', '/config', {})).toBeUndefined();
    expect(one.slot('GET', '/orders/1', {})).toBeUndefined();
    expect(one.slot('GET', '/configuration', {})).toBeUndefined();
  });

  test('is bounded: what was kept first goes first', () => {
    const one = cache();
    for (let index = 0; index <= 1_000; index++) {
      one.put(slotOf(one, visitor('A'), `/config?${index}`), answer('max-age=60'), 0);
    }
    expect(one.get(slotOf(one, visitor('A'), '/config?0'), 0)).toBeUndefined();
    expect(one.get(slotOf(one, visitor('A'), '/config?1'), 0)).toBeDefined();
  });
});
