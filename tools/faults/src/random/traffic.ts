import type { Stage } from '../sweep/scenario.ts';
import { reportClicks } from './clicks.ts';
import { trueNow } from './faults.ts';
import { METHODS, moneyActs } from './moneyTraffic.ts';
import { type Act, expectStatus, type Promises } from './promises.ts';
import type { Random } from './random.ts';

export const SKUS = Array.from({ length: 20 }, (_, index) => `sku-${index}`);
const CLIENTS = Array.from({ length: 40 }, (_, index) => `client-${index}`);

const HOUR_MS = 3_600_000;

/** The clients' acts, with their frequency in percent. */
const MIX = {
  place: 36,
  repeat: 5,
  cancel: 7,
  steal: 2,
  read: 7,
  list: 4,
  account: 3,
  signUp: 3,
  import: 2,
  click: 4,
  ship: 9,
  deliver: 2,
  giveBack: 2,
  refund: 5,
  repeatRefund: 1,
  race: 4,
  bankFault: 3,
  reconcile: 0.5,
  expire: 0.5,
};

/** One act of one client, with as many attempts as it needs. */
export async function act(
  operation: string,
  random: Random,
  promises: Promises,
  stage: Stage,
): Promise<void> {
  await acts[random.weighted(MIX)](operation, random, promises, stage);
}

const acts: Record<keyof typeof MIX, Act> = {
  async place(operation, random, promises, { platform }) {
    const sub = random.pick(CLIENTS);
    const lines = random
      .shuffled(SKUS)
      .slice(0, random.integer(1, 3))
      .map((sku) => ({ sku, quantity: random.integer(1, 3), unitPrice: random.integer(1, 999) }));
    const isPaid = random.next() < 0.6;
    const body = {
      currency: random.pick(['EUR', 'USD']),
      lines,
      ...(isPaid && { payment: { method: random.pick(METHODS) } }),
    };
    const request = { sub, scope: 'orders:price', headers: { 'idempotency-key': operation }, body };
    const answer = await platform.request('POST /orders', request);
    expectStatus(promises, operation, answer, 201);
    promises.orders.set(operation, { orderId: answer.body.orderId, sub, request });
  },

  async repeat(operation, random, promises, { platform }) {
    const known = random.pick([...promises.orders.values()]);
    if (!known) return;
    const answer = await platform.request('POST /orders', known.request);
    expectStatus(promises, operation, answer, 201);
    if (answer.body.orderId !== known.orderId)
      promises.wrong.push(`${operation}: a repeat made another order`);
  },

  async cancel(operation, random, promises, { platform }) {
    const known = random.pick([...promises.orders.values()]);
    if (!known) return;
    const request = { sub: known.sub, params: { orderId: known.orderId } };
    expectStatus(
      promises,
      operation,
      await platform.request('POST /orders/{orderId}/cancel', request),
      200,
      409,
    );
  },

  async steal(operation, random, promises, { platform }) {
    const known = random.pick([...promises.orders.values()]);
    if (!known) return;
    const request = { sub: 'eve', params: { orderId: known.orderId } };
    expectStatus(promises, operation, await platform.request('POST /orders/{orderId}/cancel', request), 404);
  },

  async read(operation, random, promises, { platform }) {
    const known = random.pick([...promises.orders.values()]);
    if (!known) return;
    const request = { sub: known.sub, params: { orderId: known.orderId } };
    expectStatus(promises, operation, await platform.request('GET /orders/{orderId}', request), 200);
  },

  async list(operation, random, promises, { platform }) {
    const sub = random.pick(CLIENTS);
    const query: Record<string, string> = { limit: '10' };
    const { body } = await platform.request('GET /orders', { sub, query });
    if (!body.cursor) return;
    const next = await platform.request('GET /orders', { sub, query: { ...query, cursor: body.cursor } });
    expectStatus(promises, operation, next, 200);
  },

  async account(operation, random, promises, { platform }) {
    const sub = `account-${random.integer(0, 200)}`;
    const body = { email: `${sub}@example.com`, name: sub };
    expectStatus(promises, operation, await platform.request('POST /users', { sub, body }), 201);
    promises.users.add(sub);
  },

  async signUp(operation, random, promises, { platform }) {
    const sub = `signup-${random.integer(0, 200)}`;
    const body = { email: `${sub}@example.com`, name: sub };
    expectStatus(promises, operation, await platform.request('POST /signup', { sub, body }), 202);
    promises.users.add(sub);
  },

  async import(operation, random, promises, { world }) {
    const rows = Array.from({ length: random.integer(1, 40) }, () => {
      // Ids may repeat those of other files: an order may be imported twice, with the same or with other content.
      const id = `file-${random.integer(0, 2_000)}`;
      return `${id},${random.pick(CLIENTS)},${random.pick(SKUS)},${random.integer(0, 2)},100,EUR`;
    });
    promises.files++;
    await world.upload(
      `incoming/${operation}.csv`,
      `orderId,userId,sku,quantity,unitPrice,currency\n${rows.join('\n')}\n`,
    );
  },

  async click(operation, random, promises, { platform }) {
    const events = Array.from({ length: random.integer(1, 30) }, (_, index) => ({
      sessionId: `${operation}.${index}`,
      path: `/page-${random.integer(0, 9)}`,
      type: random.pick(['view', 'click']),
      at: new Date(trueNow() - random.integer(0, 2) * HOUR_MS).toISOString(),
    }));
    // The third is not a valid bucket.
    const headers = { 'x-experiment-bucket': random.pick(['A', 'B', 'C']) };
    await reportClicks(platform, events, headers, promises.clicks);
  },

  ...moneyActs,
};
