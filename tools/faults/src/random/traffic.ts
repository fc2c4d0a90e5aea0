import type { HttpAnswer, HttpRequest } from '../platform/http.ts';
import type { Stage } from '../sweep/scenario.ts';
import { reportClicks } from './clicks.ts';
import { trueNow } from './faults.ts';
import type { Random } from './random.ts';

/** What clients were promised. */
export interface Promises {
  /** Order ids by idempotency key. */
  orders: Map<string, { orderId: string; sub: string; request: HttpRequest }>;
  /** User ids that have an account, or will have. */
  users: Set<string>;
  /** Sessions of clicks that were taken; each has one. */
  clicks: Set<string>;
  /** Files that were uploaded. */
  files: number;
  /** Answers that were not what they should have been. */
  wrong: string[];
}

export const SKUS = Array.from({ length: 20 }, (_, index) => `sku-${index}`);
const CLIENTS = Array.from({ length: 40 }, (_, index) => `client-${index}`);

const HOUR_MS = 3_600_000;

/** What clients do, and how often in a hundred. */
const MIX = {
  place: 48,
  repeat: 8,
  cancel: 10,
  steal: 3,
  read: 12,
  list: 5,
  account: 4,
  signUp: 4,
  import: 2,
  click: 4,
};

type Act = (operation: string, random: Random, promises: Promises, stage: Stage) => Promise<void>;

/** One operation of one client, with as many attempts as it takes. */
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
    const body = { currency: random.pick(['EUR', 'USD']), lines };
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
      // Ids of other files, too: an order may be imported twice, as the same or as another one.
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
    // The third is none.
    const headers = { 'x-experiment-bucket': random.pick(['A', 'B', 'C']) };
    await reportClicks(platform, events, headers, promises.clicks);
  },
};

function expectStatus(
  { wrong }: Promises,
  operation: string,
  { status, body }: HttpAnswer,
  ...expected: number[]
) {
  if (!expected.includes(status)) wrong.push(`${operation}: ${status} ${JSON.stringify(body)}`);
}
