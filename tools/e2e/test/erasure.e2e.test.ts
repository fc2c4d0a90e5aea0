import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import {
  codeFor,
  confirmed,
  eventually,
  type ImportState,
  listen,
  type Order,
  Person,
  send,
  uploadCsv,
} from '../src/index.ts';

interface Exported {
  user?: { email: string };
  onboarding?: { status: string };
  workspace?: object[];
  orders: (Order & { note?: string })[];
  imports: { importId: string; fileName: string }[];
  importTemplates?: object;
  cursor?: string;
}

const finished = (person: Person, importId: string) =>
  eventually(async () => {
    const { body } = await person.get<ImportState>(`/imports/${importId}`);
    expect(['COMPLETED', 'FAILED']).toContain(body.status);
    return body;
  }, 120);

const csv = (...rows: [id: string, user: string][]) =>
  [
    'orderId,userId,sku,quantity,unitPrice,currency,note',
    ...rows.map(([id, user]) => `${id},${user},X,1,100,EUR,secret`),
  ].join('\n');

test('a person takes everything along, is erased everywhere, and nothing brings them back', async () => {
  const listener = await listen();
  const ada = new Person(undefined, 'imports:write');
  const address = await confirmed(ada);
  const note = `Ring twice, ${ada.sub}`;
  const order = { currency: 'EUR', lines: [{ sku: `A-${randomUUID()}`, quantity: 1, unitPrice: 125 }], note };
  const orders = await Promise.all([1, 2, 3].map(() => ada.placeOrder(order)));
  const importId = await uploadCsv(ada, csv([randomUUID(), 'somebody'], [`${randomUUID()}!`, 'somebody']));
  const { rejectsUrl } = await finished(ada, importId);
  expect((await fetch(String(rejectsUrl))).status).toBe(200);

  await ada.put('/import-templates/shop', { decimal: ',' });

  const first = (await ada.get<Exported>('/users/me/export?limit=2')).body;
  expect(first).toMatchObject({ user: { email: address }, onboarding: { status: 'ACTIVE' }, imports: [] });
  expect(first.importTemplates).toEqual({ shop: { decimal: ',' } });
  expect(first.workspace).toHaveLength(4);
  const second = (await ada.get<Exported>(`/users/me/export?limit=2&cursor=${first.cursor}`)).body;
  expect(second).toMatchObject({ imports: [{ importId }] });
  expect([...first.orders, ...second.orders].map(({ orderId }) => orderId).sort()).toEqual(
    orders.map(({ body }) => body.orderId).sort(),
  );
  expect(first.orders[0]?.note).toBe(note);

  const erased = await ada.call<{ erasedAt: string }>('DELETE', '/users/me');
  expect(erased).toMatchObject({ status: 202, body: { status: 'accepted', userId: ada.sub } });
  expect((await ada.call('DELETE', '/users/me')).body).toEqual(erased.body);
  expect((await ada.get('/users/me')).status).toBe(404);
  await eventually(async () => {
    expect((await ada.get(`/onboarding/${ada.sub}`)).status).toBe(404);
    expect((await ada.get<{ items: Order[] }>('/orders')).body.items).toEqual([]);
    expect((await ada.get(`/imports/${importId}`)).status).toBe(404);
    expect((await ada.get('/import-templates')).body).toEqual({ items: [] });
    expect((await fetch(String(rejectsUrl))).status).toBe(404);
    expect((await ada.get('/users/me/export')).status).toBe(404);
  });

  // Anybody can take the address now; the person cannot sign up again for a while.
  expect((await new Person().post('/users', { email: address, name: 'Bob' })).status).toBe(201);
  expect((await ada.post('/users', { email: `new-${address}`, name: 'Ada' })).status).toBe(409);
  const imported = randomUUID();
  const clerk = new Person(undefined, 'imports:write');
  expect(await finished(clerk, await uploadCsv(clerk, csv([imported, ada.sub])))).toMatchObject({
    rows: { read: 1, created: 0, rejected: 1 },
  });

  const events = (await listener.events()) as unknown as { type: string; subject: string; data: object }[];
  expect(events.filter(({ type, subject }) => type === 'user.erased.v1' && subject === ada.sub)).toEqual([
    expect.objectContaining({ data: { userId: ada.sub, erasedAt: erased.body.erasedAt } }),
  ]);
  // No event contains free text.
  expect(JSON.stringify(events)).not.toContain(note);
}, 180_000);

test('somebody without an account may be erased, too, and has nothing to take along', async () => {
  const nobody = new Person();
  expect((await nobody.get('/users/me/export')).status).toBe(404);
  expect((await nobody.call('DELETE', '/users/me')).status).toBe(202);
});

test('somebody who is being onboarded is erased, and the codes of the mail are worth nothing', async () => {
  const ada = new Person();
  const address = `${ada.sub}@example.com`;
  await ada.post('/signup', { email: address, name: 'Ada' });
  const code = await codeFor(address);
  expect((await ada.call('DELETE', '/users/me')).status).toBe(202);
  await eventually(async () => {
    expect((await ada.get(`/onboarding/${ada.sub}`)).status).toBe(404);
    expect((await send('POST', '/onboarding/confirm', { body: { code } })).status).toBe(404);
  });
});
