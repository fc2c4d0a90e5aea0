import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { type ViewerEvent, viewerFunction } from './viewerFunction.ts';

const path = resolve(import.meta.dirname, '../../../../infrastructure/edge/function.js');

let weights: string | undefined;
let play: (event: ViewerEvent) => ReturnType<Awaited<ReturnType<typeof viewerFunction>>>;
beforeEach(async () => {
  weights = undefined;
  play = await viewerFunction(path, async (key) => {
    if (key !== 'weights' || weights === undefined) throw new Error('KeyNotFound');
    return weights;
  });
});

const event = (
  eventType: ViewerEvent['context']['eventType'],
  requestId: string,
  { cookie, header }: { cookie?: string; header?: string } = {},
): ViewerEvent => ({
  version: '1.0',
  context: { eventType, requestId },
  request: {
    method: 'GET',
    uri: '/config',
    headers: header === undefined ? {} : { 'x-experiment-bucket': { value: header } },
    cookies: cookie === undefined ? {} : { bucket: { value: cookie } },
  },
  response: { statusCode: 200, headers: {}, cookies: {} },
});
const toOrigin = async (requestId: string, sent = {}) =>
  (await play(event('viewer-request', requestId, sent))).headers['x-experiment-bucket']?.value;
const toViewer = (requestId: string, sent = {}) => play(event('viewer-response', requestId, sent));

/** Of the first visits of so many visitors, how many are in bucket A. */
async function firstVisits(count: number): Promise<number> {
  const buckets = await Promise.all(
    Array.from({ length: count }, (_, index) => toOrigin(`visitor-${index}`)),
  );
  return buckets.filter((bucket) => bucket === 'A').length;
}

describe('the function of the edge', () => {
  test('tells the origin and the visitor the same bucket, and keeps it in a cookie', async () => {
    for (const requestId of ['one', 'two', 'three', 'four', 'five']) {
      const { headers, cookies } = await toViewer(requestId);
      expect(headers['x-experiment-bucket']?.value).toBe(await toOrigin(requestId));
      expect(cookies['bucket']).toEqual({
        value: headers['x-experiment-bucket']?.value,
        attributes: 'Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax',
      });
    }
  });

  test.each(['A', 'B'])(
    'leaves a visitor of %s there, whatever the weights, and sets no other cookie',
    async (cookie) => {
      weights = JSON.stringify({ A: cookie === 'A' ? 0 : 1, B: cookie === 'A' ? 1 : 0 });
      expect(await toOrigin('any', { cookie })).toBe(cookie);
      const { headers, cookies } = await toViewer('any', { cookie });
      expect([headers['x-experiment-bucket']?.value, cookies]).toEqual([cookie, {}]);
    },
  );

  test.each(['', 'C', 'a', 'A;B', '__proto__', 'AA'])(
    'assigns anew who sends the cookie %p',
    async (cookie) => {
      expect(await toOrigin('any', { cookie })).toBe(await toOrigin('any'));
      expect((await toViewer('any', { cookie })).cookies['bucket']?.value).toBe(await toOrigin('any'));
    },
  );

  test('does not believe the header of a caller', async () => {
    for (const header of ['A', 'B', 'C'])
      expect(await toOrigin('any', { header })).toBe(await toOrigin('any'));
  });

  // The visitors are always the same, so are these shares: within 1 % of the weights, as of 10,000 random ones 95 % of
  // runs would be.
  test.each([
    [{ A: 50, B: 50 }, 5_000],
    [{ A: 90, B: 10 }, 9_000],
    [{ A: 1, B: 3 }, 2_500],
    [{ A: 0, B: 1 }, 0],
  ])('shares visitors out by the weights %j', async (shares, expected) => {
    weights = JSON.stringify(shares);
    expect(Math.abs((await firstVisits(10_000)) - expected)).toBeLessThanOrEqual(expected === 0 ? 0 : 100);
  });

  test.each([
    undefined,
    'no JSON',
    'null',
    '[]',
    '{"A":1}',
    '{"A":"1","B":2}',
    '{"A":-1,"B":2}',
    '{"A":0,"B":0}',
  ])('shares evenly with weights that are none: %p', async (text) => {
    weights = text;
    expect(Math.abs((await firstVisits(2_000)) - 1_000)).toBeLessThanOrEqual(100);
  });

  test('is what the runtime takes: under 10 kB, in the language it knows', async () => {
    const source = await readFile(path, 'utf8');
    expect(Buffer.byteLength(source)).toBeLessThan(10_240);
    const code = source.replace(/^\s*\/\/.*$/gm, '');
    expect(code).not.toMatch(
      /\?\.|\?\?|\.\.\.|\bclass\b|\bprocess\b|\bsetTimeout\b|\bnew Function\b|\beval\b/,
    );
  });
});
