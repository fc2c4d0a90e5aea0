import { beforeEach, expect, test } from '@jest/globals';
import { type Click, isClick } from '@orderflow/validation';
import { addClicks } from './addClicks.ts';

const YEAR = 366 * 86_400;
beforeEach(() => {
  Object.assign(process.env, { MAX_AGE_SECONDS: String(100 * YEAR), MAX_AHEAD_SECONDS: String(YEAR) });
});

/** Posts events; the clicks at the indexes in `left` cannot be put. */
async function post(events: object[], { left = [] as number[], headers = {} } = {}) {
  const put: Click[] = [];
  const handler = addClicks(async (clicks) => {
    put.push(...clicks);
    return left;
  }, 'orderflow-test-clicks');
  const event = { headers, routeKey: 'POST /clicks', body: JSON.stringify({ events }) };
  const answer = await handler(event as unknown as Parameters<typeof handler>[0]);
  return { ...answer, body: JSON.parse(answer.body ?? ''), put };
}

const view = { sessionId: 's', path: '/', type: 'view' };

test('clicks get the time, the bucket and the correlation id of their request', async () => {
  const headers = { 'x-experiment-bucket': 'B', 'x-correlation-id': 'c-1' };
  const { statusCode, body, put } = await post([view, { ...view, at: '2026-11-21T13:00:00+01:00' }], {
    headers,
  });
  expect({ statusCode, body }).toEqual({ statusCode: 202, body: { accepted: 2 } });
  const shared = { bucket: 'B', correlationId: 'c-1', traceparent: expect.any(String) };
  expect(put).toEqual([
    { ...view, at: expect.stringMatching(/Z$/), ...shared },
    { ...view, at: '2026-11-21T12:00:00.000Z', ...shared },
  ]);
});

test('clicks carry the trace of their request, without the state of whoever traces it', async () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01`, tracestate: 'vendor=1' };
  const { put } = await post([view, view], { headers });
  const [first, second] = put.map(({ traceparent }) => traceparent);
  expect(first).toMatch(new RegExp(`^00-${traceId}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`));
  expect(second).toBe(first);
  for (const click of put) {
    expect(isClick(click)).toBe(true);
    expect(click).not.toHaveProperty('tracestate');
  }
});

test('a bucket that is none is left out', async () => {
  const { put } = await post([view], { headers: { 'x-experiment-bucket': 'C' } });
  expect(put[0]).not.toHaveProperty('bucket');
});

test('when not all could be put, 503 says how many were taken and which to send again', async () => {
  const { statusCode, headers, body } = await post([view, view, view], { left: [1] });
  expect({ statusCode, retryAfter: headers?.['retry-after'] }).toEqual({ statusCode: 503, retryAfter: '1' });
  expect(body).toMatchObject({ status: 503, accepted: 2, errors: [{ pointer: '/events/1' }] });
});

test.each([
  ['no events', []],
  ['too many', Array.from({ length: 101 }, () => view)],
  ['a query in the path', [{ ...view, path: '/?q=1' }]],
  ['a path that is none', [{ ...view, path: 'home' }]],
  ['a time that the calendar does not have', [{ ...view, at: '2016-12-31T23:59:60Z' }]],
  ['a time after the year 9999 in UTC', [{ ...view, at: '9999-12-31T23:59:59-23:59' }]],
  ['a time before the year 1 in UTC', [{ ...view, at: '0000-01-01T00:00:00+14:00' }]],
  ['a bucket of its own', [{ ...view, bucket: 'A' }]],
])('%s is refused', async (_, events) => {
  const { statusCode, put } = await post(events);
  expect({ statusCode, put }).toEqual({ statusCode: 422, put: [] });
});

test('a stage without a stream says so, whatever is sent', async () => {
  const handler = addClicks(async () => [], '');
  const answer = await handler({ headers: {}, routeKey: 'POST /clicks', body: '{' } as unknown as Parameters<
    typeof handler
  >[0]);
  expect(answer.statusCode).toBe(404);
  expect(JSON.parse(answer.body ?? '')).toMatchObject({
    detail: expect.stringContaining('counts no clicks'),
  });
});

test('times that are too old, or not yet, are refused by their places', async () => {
  Object.assign(process.env, { MAX_AGE_SECONDS: '3600', MAX_AHEAD_SECONDS: '60' });
  const at = (seconds: number) => ({ ...view, at: new Date(Date.now() + seconds * 1_000).toISOString() });
  expect((await post([view, at(-3_500), at(50)])).statusCode).toBe(202);
  const { statusCode, body, put } = await post([at(-3_700), view, at(90)]);
  expect({ statusCode, put }).toEqual({ statusCode: 422, put: [] });
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/events/0/at',
    '/events/2/at',
  ]);
});
