import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { hasNjs, playInNjs } from '../../test/njs.ts';
import { type ViewerEvent, type ViewerResult, viewerFunction } from './viewerFunction.ts';

const path = resolve(import.meta.dirname, '../../../../infrastructure/edge/function.js');

type Play = (events: ViewerEvent[], weights?: string) => Promise<ViewerResult[]>;

const playLocally: Play = async (events, weights) => {
  const play = await viewerFunction(path, async (key) => {
    if (key !== 'weights' || weights === undefined) throw new Error('KeyNotFound');
    return weights;
  });
  return Promise.all(events.map(play));
};

interface Sent {
  cookie?: string;
  header?: string;
}

const event = (
  eventType: ViewerEvent['context']['eventType'],
  requestId: string,
  { cookie, header }: Sent = {},
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

const bucketIn = ({ headers }: ViewerResult) => headers['x-experiment-bucket']?.value;

const behaviours = (play: Play) => () => {
  const toOrigin = async (requestIds: string[], sent?: Sent, weights?: string) =>
    (
      await play(
        requestIds.map((id) => event('viewer-request', id, sent)),
        weights,
      )
    ).map(bucketIn);
  const toViewer = (requestIds: string[], sent?: Sent, weights?: string) =>
    play(
      requestIds.map((id) => event('viewer-response', id, sent)),
      weights,
    );

  /** How many of so many new visitors get bucket A. */
  async function firstVisits(count: number, weights?: string): Promise<number> {
    const visitors = Array.from({ length: count }, (_, index) => `visitor-${index}`);
    const buckets = await toOrigin(visitors, {}, weights);
    return buckets.filter((bucket) => bucket === 'A').length;
  }

  test('tells the origin and the visitor the same bucket, and keeps it in a cookie', async () => {
    const requestIds = ['one', 'two', 'three', 'four', 'five'];
    const buckets = await toOrigin(requestIds);
    expect(new Set(buckets)).toEqual(new Set(['A', 'B']));
    const answers = await toViewer(requestIds);
    expect(answers.map(bucketIn)).toEqual(buckets);
    expect(answers.map(({ cookies }) => cookies['bucket'])).toEqual(
      buckets.map((value) => ({
        value,
        attributes: 'Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax',
      })),
    );
  });

  test('hands the rest of a request on as it came', async () => {
    const sent = event('viewer-request', 'one', { cookie: 'A' });
    const [handed] = await play([sent]);
    expect(handed).toEqual({ ...sent.request, headers: { 'x-experiment-bucket': { value: 'A' } } });
  });

  test.each(['A', 'B'])(
    'leaves a visitor of %s there, whatever the weights, and sets no other cookie',
    async (cookie) => {
      const weights = JSON.stringify({ A: cookie === 'A' ? 0 : 1, B: cookie === 'A' ? 1 : 0 });
      expect(await toOrigin(['any'], { cookie }, weights)).toEqual([cookie]);
      const [answer] = await toViewer(['any'], { cookie }, weights);
      expect([answer && bucketIn(answer), answer?.cookies]).toEqual([cookie, {}]);
    },
  );

  test.each(['', 'C', 'a', 'A;B', '__proto__', 'AA'])(
    'assigns anew who sends the cookie %p',
    async (cookie) => {
      const [assigned] = await toOrigin(['any']);
      expect(await toOrigin(['any'], { cookie })).toEqual([assigned]);
      const [answer] = await toViewer(['any'], { cookie });
      expect(answer?.cookies['bucket']?.value).toBe(assigned);
    },
  );

  test('does not believe the header of a caller', async () => {
    const assigned = await toOrigin(['any']);
    for (const header of ['A', 'B', 'C']) expect(await toOrigin(['any'], { header })).toEqual(assigned);
  });

  // The visitors are always the same, and so are these shares: within 1 % of the weights. With 10,000 random visitors, this
  // would hold in 95 % of runs.
  test.each([
    [{ A: 50, B: 50 }, 5_000],
    [{ A: 90, B: 10 }, 9_000],
    [{ A: 1, B: 3 }, 2_500],
    [{ A: 0, B: 1 }, 0],
  ])('shares visitors out by the weights %j', async (shares, expected) => {
    const inA = await firstVisits(10_000, JSON.stringify(shares));
    expect(Math.abs(inA - expected)).toBeLessThanOrEqual(expected === 0 ? 0 : 100);
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
  ])('shares evenly with weights that are none: %p', async (weights) => {
    expect(Math.abs((await firstVisits(200, weights)) - 100)).toBeLessThanOrEqual(20);
  });
};

describe('the function of the edge, as the gateway plays it', behaviours(playLocally));

// Installed by .ci/run, which reports it when it cannot.
const inNjs = hasNjs ? describe : describe.skip;

inNjs(
  "the function of the edge, in the runtime's own engine",
  behaviours(async (...args) => playInNjs(path, ...args)),
);

inNjs("the runtime's own engine", () => {
  test.each(['for (const one of [1]) one;', 'class One {}', '[...[1]];', 'undefined?.one;'])(
    'refuses what CloudFront would refuse at the first request: %s',
    (code) => {
      const refused = join(tmpdir(), `orderflow-refused-${process.pid}.js`);
      writeFileSync(refused, `function handler() {} ${code}`);
      expect(() => playInNjs(refused, [])).toThrow('SyntaxError');
    },
  );
});
