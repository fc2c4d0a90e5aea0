import { describe, expect, test } from '@jest/globals';
import { captureLog } from '../test/captureLog.ts';
import { type Call, httpEvent } from '../test/httpEvent.ts';
import { type HttpReply, type HttpRequest, http, publicHttp, replayed } from './http.ts';

const logged = captureLog();
const reply: HttpReply = { status: 200, body: { ok: true } };

/** Answers a call by this function. */
async function answer(call: Call, handle: (request: HttpRequest) => unknown = () => reply) {
  const times = [new Date('2026-11-20T08:00:00.000Z'), new Date('2026-11-20T08:00:00.120Z')];
  const handler = http(
    async (request) => handle(request) as HttpReply,
    () => times.shift() as Date,
  );
  const { statusCode, headers = {}, body } = await handler(httpEvent(call));
  return { status: statusCode, headers, body: JSON.parse(body ?? 'null') };
}

/** The request as the function saw it. */
async function seen(call: Call): Promise<HttpRequest> {
  let request: HttpRequest | undefined;
  await answer(call, (given) => {
    request = given;
    return reply;
  });
  if (!request) throw new Error('the call did not reach the function');
  return request;
}

describe('an HTTP function', () => {
  test('answers JSON that nobody may cache, with the headers of its reply', async () => {
    const { status, headers, body } = await answer({}, () => ({
      status: 201,
      body: { orderId: '1' },
      headers: { location: '/orders/1', ...replayed({ replayed: true }) },
    }));
    expect(status).toBe(201);
    expect(body).toEqual({ orderId: '1' });
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      location: '/orders/1',
      'idempotency-replayed': 'true',
    });
  });

  // An HTTP API joins a header that came twice with a comma. idempotencyKey.test.ts tests Idempotency-Key, the
  // authorizer reads Authorization, and nobody reads Content-Type.
  test('takes a correlation id that came twice for none', async () => {
    const { headers } = await answer({ headers: { 'x-correlation-id': 'c-1,c-1' } });
    expect(headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('takes a variant of the experiment that came twice for none', async () => {
    const { headers } = await answer({ headers: { 'x-experiment-bucket': 'A,B' } });
    expect(headers).not.toHaveProperty('x-experiment-bucket');
  });

  test('reads its caller`s scopes from whichever claim has them', async () => {
    const { scopes } = await seen({ claims: { sub: 'ann', scp: '[users:read imports:write]' } });
    expect([...scopes]).toEqual(['users:read', 'imports:write']);
  });

  test('says which variant of the experiment it answered, also with an error', async () => {
    const bucketOf = async (bucket?: string, fail = false) => {
      const call = { headers: bucket === undefined ? {} : { 'x-experiment-bucket': bucket } };
      const { headers } = await answer(call, () => {
        if (fail) throw new Error('broken');
        return reply;
      });
      return headers['x-experiment-bucket'];
    };
    expect([await bucketOf('A'), await bucketOf('B', true)]).toEqual(['A', 'B']);
    expect([await bucketOf(), await bucketOf('C')]).toEqual([undefined, undefined]);
  });

  test('says nothing of a replay when there was none', () => {
    expect(replayed({ replayed: false })).toEqual({});
  });

  test('sees the caller, the parameters and the time', async () => {
    const request = await seen({
      pathParameters: { orderId: '1' },
      queryStringParameters: { limit: '5' },
      headers: { 'idempotency-key': 'k' },
    });
    expect(request).toMatchObject({
      principal: 'ann',
      params: { orderId: '1' },
      query: { limit: '5' },
      headers: { 'idempotency-key': 'k' },
      context: { now: new Date('2026-11-20T08:00:00Z') },
    });
    expect(await seen({})).toMatchObject({ params: {}, query: {} });
  });

  test('is refused without a caller, unless its route is public', async () => {
    const nobody = { ...httpEvent({}), requestContext: {} } as ReturnType<typeof httpEvent>;
    const answers = [http, publicHttp].map((adapt) => adapt(async () => reply)(nobody));
    expect((await Promise.all(answers)).map(({ statusCode }) => statusCode)).toEqual([401, 200]);
  });

  test('leaves one line in the log', async () => {
    await answer({ headers: { 'x-correlation-id': 'c-1' } });
    expect(logged()).toEqual([
      expect.objectContaining({
        level: 'INFO',
        message: 'request',
        route: 'POST /orders',
        correlationId: 'c-1',
        status: 200,
        ms: 120,
      }),
    ]);
  });
});

test.each([
  ['names an operator', 'stock-client', 'orderflow/inventory:write', 'stock-client'],
  ['does not name a person', 'ann', 'openid profile email', undefined],
  ['does not name a person of Cognito', 'ann', 'aws.cognito.signin.user.admin', undefined],
])('the log %s', async (_, sub, scope, operator) => {
  await answer({ claims: { sub, scope } });
  expect((logged()[0] as { operator?: string }).operator).toBe(operator);
});

describe('the correlation id', () => {
  test.each(['c-1', 'a', 'A.b_c:d-9', 'x'.repeat(128)])('of the caller is kept: %s', async (id) => {
    const { headers } = await answer({ headers: { 'x-correlation-id': id } });
    expect(headers['x-correlation-id']).toBe(id);
    expect((await seen({ headers: { 'x-correlation-id': id } })).context.correlationId).toBe(id);
  });

  test.each(['', 'a b', 'a\nb', 'a"b', 'é', 'x'.repeat(129)])(
    'of the caller is replaced when it may do harm: %j',
    async (id) => {
      const { headers } = await answer({ headers: { 'x-correlation-id': id } });
      expect(headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  test('is new for every request that has none', async () => {
    const [one, other] = [await answer({}), await answer({})];
    expect(one.headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(one.headers['x-correlation-id']).not.toBe(other.headers['x-correlation-id']);
  });

  test('stands in answers to requests that fail, too', async () => {
    const { headers } = await answer({ claims: {}, headers: { 'x-correlation-id': 'c-1' } });
    expect(headers['x-correlation-id']).toBe('c-1');
  });
});

describe('the trace of a request', () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const inbound = `00-${traceId}-00f067aa0ba902b7-01`;

  test('goes on from where its caller is, with a span of its own, into the context and every log line', async () => {
    const { context, log } = await seen({ headers: { traceparent: inbound, tracestate: 'vendor=1' } });
    expect(context).toMatchObject({
      traceparent: expect.stringMatching(`^00-${traceId}-[0-9a-f]{16}-01$`),
      tracestate: 'vendor=1',
    });
    expect(context.traceparent).not.toBe(inbound);
    log.info('mine');
    const spanId = context.traceparent?.slice(36, 52);
    for (const line of logged()) expect(line).toMatchObject({ traceId, spanId });
    expect(logged()).toHaveLength(2);
  });

  test.each([undefined, 'nonsense', `${inbound},${inbound}`, inbound.toUpperCase()])(
    'begins here when its caller sends %j, which is no reason to refuse anything',
    async (traceparent) => {
      const headers: Record<string, string> = { tracestate: 'vendor=1', ...(traceparent && { traceparent }) };
      expect((await answer({ headers })).status).toBe(200);
      const { context } = await seen({ headers });
      expect(context.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-02$/);
      expect(context.traceparent).not.toContain(traceId);
      expect(context).not.toHaveProperty('tracestate');
    },
  );
});
