import type { HttpAnswer, HttpRequest } from '../platform/http.ts';
import { trueNow } from '../random/faults.ts';
import { deliverWebhooks } from '../random/webhooks.ts';
import { type Fault, FunctionProcess, noFault } from '../seam/functionProcess.ts';
import type { Stage } from '../sweep/scenario.ts';

const SKU = 'tea';
const PRICE = 350;
const QUANTITY = 2;
/** The price of an order in this shop. */
export const TOTAL = PRICE * QUANTITY;

/** An order as its buyer reads it. */
export interface SeenOrder {
  orderId: string;
  status: string;
  payment?: { status: string; captured: number; refunded: number };
}

/**
 * A shop with one product and an adjustable clock. It plays the shop's people, and everything that AWS does by
 * itself.
 */
export class Shop {
  readonly #stage: Stage;
  readonly #pieces: number;
  /** Milliseconds since the shop opened. */
  #at = 0;
  #keys = 0;

  constructor(stage: Stage, pieces: number) {
    this.#stage = stage;
    this.#pieces = pieces;
  }

  /** Clears everything and fills the stock. */
  async open(): Promise<this> {
    const { platform, world } = this.#stage;
    await world.clear();
    await platform.skipStreams();
    this.setTime(0);
    const stock = { sub: 'clerk', params: { sku: SKU }, body: { available: this.#pieces } };
    await platform.request('PUT /inventory/{sku}', stock);
    return this;
  }

  /**
   * Sets the clock of every function and of the provider, in milliseconds since opening. @param fault applied to
   * every call
   */
  setTime(ms: number, fault: Fault = noFault): void {
    this.#at = ms;
    this.#stage.platform.spawn = () => new FunctionProcess(fault, () => trueNow() + this.#at);
    this.#stage.world.outside.bank.at(ms);
  }

  close(): void {
    this.#stage.platform.spawn = () => new FunctionProcess();
    this.#stage.platform.settings = {};
  }

  async place(method = 'pm_card_visa'): Promise<string> {
    const body = {
      currency: 'EUR',
      lines: [{ sku: SKU, quantity: QUANTITY, unitPrice: PRICE }],
      payment: { method },
    };
    const answer = await this.#ask('POST /orders', {
      sub: 'ann',
      scope: 'orders:price',
      headers: { 'idempotency-key': `order-${++this.#keys}` },
      body,
    });
    return answer.body.orderId;
  }

  cancel = (orderId: string) =>
    this.#ask('POST /orders/{orderId}/cancel', { sub: 'ann', params: { orderId } });
  ship = (orderId: string) => this.#byClerk('ship', orderId, { carrier: 'DHL' });
  giveBack = (orderId: string) => this.#byClerk('return', orderId, {});
  refund = (orderId: string, amount: number, key = `refund-${++this.#keys}`) =>
    this.#byClerk('refunds', orderId, { amount }, { 'idempotency-key': key });

  async look(orderId: string): Promise<SeenOrder> {
    return (await this.#ask('GET /orders/{orderId}', { sub: 'ann', params: { orderId } })).body;
  }

  /** Publishes the events of orders and payments, and counts orders. */
  async publish(): Promise<boolean> {
    const readers = ['orders/publishEvents', 'orders/sumOrders', 'payments/publishEvents'];
    const news = await Promise.all(readers.map((name) => this.#stage.platform.drainStream(name)));
    return news.includes(true);
  }

  /** Delivers one batch of a function's queue, to this number of executors at once. */
  deliver = (name: string, executors = 1): Promise<boolean> =>
    this.#stage.platform.deliverBatch(name, { executors });

  /**
   * One round of what AWS does by itself: events are published, every message is delivered once to its function, and
   * webhooks arrive. Messages that failed come again in the next round.
   *
   * @returns whether there was anything
   */
  async deliverOnce(): Promise<boolean> {
    const consumers = this.#stage.platform.catalog.filter(({ sources }) =>
      sources.some(({ kind }) => kind === 'queue'),
    );
    const news = await this.publish();
    const delivered = await Promise.all(consumers.map(({ name }) => this.#deliverWaiting(name)));
    return [news, ...delivered, await this.webhooks()].includes(true);
  }

  /** Delivers the direct consequences of the last act, without redeliveries. */
  async deliverFirst(): Promise<void> {
    await this.publish();
    await this.#deliverWaiting('orders/reserveStock');
    await this.publish();
    await this.#deliverWaiting('payments/payOrders');
    await deliverWebhooks(this.#stage, 'due');
    await this.#deliverWaiting('payments/checkPayments');
    await this.publish();
    await this.#deliverWaiting('orders/settleOrders');
  }

  /** Delivers each waiting message once: no message is received twice before all are received. */
  async #deliverWaiting(name: string): Promise<boolean> {
    const { platform, world } = this.#stage;
    const source = platform.function(name).sources.find(({ kind }) => kind === 'queue');
    if (source?.kind !== 'queue') throw new Error(`${name} has no queue`);
    const waiting = await world.depth(platform.queue(source.queue.replace('orderflow-local-', '')));
    const batches = Math.ceil(waiting / source.batchSize);
    await Promise.all(Array.from({ length: batches }, () => platform.deliverBatch(name)));
    return batches > 0;
  }

  /** Delivers the provider's webhooks. */
  webhooks = (): Promise<boolean> => deliverWebhooks(this.#stage);

  /** Repeats rounds until nothing is left to deliver, at most MAX_HOPS times: what keeps failing is left. */
  async deliverAll(): Promise<void> {
    for (let hop = 0; hop < MAX_HOPS && (await this.deliverOnce()); hop++);
  }

  /** Fires the schedules of both services, `after` milliseconds later. */
  async fireSchedules(after = 0): Promise<void> {
    const { platform } = this.#stage;
    const time = new Date(trueNow() + this.#at + after);
    await platform.schedule('orders/expireReservations', time);
    await platform.schedule('payments/reconcilePayments', time);
  }

  #byClerk(
    what: string,
    orderId: string,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<HttpAnswer> {
    const scope = 'fulfilment:write payments:write';
    const request = { sub: 'clerk', scope, headers, params: { orderId }, body };
    return this.#ask(`POST /orders/{orderId}/${what}`, request);
  }

  #ask = (route: string, request: HttpRequest): Promise<HttpAnswer> =>
    this.#stage.platform.request(route, request);
}

/** There are six hops from an order to the effects of its payment. */
const MAX_HOPS = 10;
