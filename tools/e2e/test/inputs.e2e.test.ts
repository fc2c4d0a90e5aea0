import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readSettings } from '@orderflow/local/settings';
import { decodeJwt, importJWK, SignJWT } from 'jose';
import { type Order, Person, send, token, urlOf } from '../src/index.ts';

const order = { currency: 'EUR', lines: [{ sku: 'NOBODY-HAS-THIS', quantity: 1, unitPrice: 100 }] };

/** A token of the local issuer with claims that it would not issue. */
async function tokenWith(sub: string, claims: Record<string, unknown>): Promise<string> {
  const genuine = await token(sub);
  const { stateDir } = readSettings({ ORDERFLOW_PORT: new URL(urlOf('/')).port });
  const key = await importJWK(JSON.parse(await readFile(join(stateDir, 'issuer/key.json'), 'utf8')), 'RS256');
  const header = JSON.parse(Buffer.from(genuine.split('.')[0] as string, 'base64url').toString());
  return new SignJWT({ ...decodeJwt(genuine), ...claims }).setProtectedHeader(header).sign(key);
}

async function postBytes(path: string, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string>) {
  const authorization = `Bearer ${await token(`person-${randomUUID()}`)}`;
  return fetch(urlOf(path), { method: 'POST', body: bytes, headers: { authorization, ...headers } });
}

describe('a body that is not UTF-8', () => {
  const jose = Uint8Array.from(Buffer.from('{"email":"jose@example.com","name":"Jos\xe9"}', 'latin1'));

  test.each(['application/json', 'application/x-www-form-urlencoded', 'application/octet-stream'])(
    'is 400 as %s',
    async (type) => {
      const answer = await postBytes('/users', jose, { 'content-type': type });
      expect({ status: answer.status, body: await answer.json() }).toMatchObject({
        status: 400,
        body: { detail: expect.stringContaining('UTF-8') },
      });
    },
  );

  test('is told from one that is', async () => {
    const utf8 = new TextEncoder().encode(`{"email":"${randomUUID()}@example.com","name":"José \ufffd"}`);
    expect((await postBytes('/users', utf8, { 'content-type': 'application/json' })).status).toBe(201);
  });
});

describe('scopes count wherever an issuer writes them', () => {
  test.each([
    { scp: ['users:read', 'inventory:write'] },
    { scp: 'users:read inventory:write' },
    { scope: ['users:read', 'inventory:write'] },
  ])('in %j', async (claims) => {
    const ann = new Person();
    await ann.post('/users', { email: `${randomUUID()}@example.com`, name: 'Ann' });
    const headers = { authorization: `Bearer ${await tokenWith('clerk', claims)}` };
    expect((await send('GET', `/users/${ann.sub}`, { headers })).status).toBe(200);
    const stock = { headers, body: { available: 1 } };
    expect((await send('PUT', `/inventory/S-${randomUUID()}`, stock)).status).toBe(200);
  });
});

test('two Idempotency-Keys are 400, and no order', async () => {
  const ann = new Person();
  const headers = new Headers([
    ['authorization', `Bearer ${await token(ann.sub)}`],
    ['idempotency-key', 'key-1'],
    ['idempotency-key', 'key-2'],
  ]);
  const answer = await fetch(urlOf('/orders'), { method: 'POST', body: JSON.stringify(order), headers });
  expect(answer.status).toBe(400);
  expect((await ann.get<{ items: Order[] }>('/orders')).body.items).toEqual([]);
});

test.each(['.', '..', 'me', 'confirm'])(
  'a token whose sub is %j is 401: no path could name its user',
  async (sub) => {
    expect(await new Person(sub).get('/users/me')).toMatchObject({ status: 401 });
  },
);

test.each([
  ['clicks', 'from=2026-02-30T00:00:00Z'],
  ['clicks', 'to=0000-01-01'],
  ['clicks', 'to=9999-12-31T23:59:59-23:59'],
  ['daily', 'to=0000-01-01'],
  ['reports/0000-01-01', ''],
])('GET /analytics/%s?%s is 400: there is no such day', async (what, query) => {
  const analyst = new Person('analyst', 'analytics:read');
  expect(await analyst.get(`/analytics/${what}?${query}`)).toMatchObject({ status: 400 });
});

test.each(['9999-12-31T23:59:59-23:59', '0000-01-01T00:00:00+14:00', '2026-02-30T00:00:00Z'])(
  'a click at %s is 422',
  async (at) => {
    const events = [{ sessionId: 's', path: '/', type: 'view', at }];
    expect(await send('POST', '/clicks', { body: { events } })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/events/0/at' }] },
    });
  },
);
