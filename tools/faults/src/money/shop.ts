import type { HttpAnswer, HttpRequest } from '../platform/http.ts';
import { trueNow } from '../random/faults.ts';
import { deliverWebhooks } from '../random/webhooks.ts';
import { type Fault, FunctionProcess, noFault } from '../seam/functionProcess.ts';
import type { Stage } from '../sweep/scenario.ts';

const SKU = 'tea';
const PRICE = 350;
const QUANTITY = 2;
/** What an order of this shop costs. */
export const TOTAL = PRICE * QUANTITY;

/** An order as its buyer reads it. */
export interface SeenOrder {
  orderId: string;
  status: string;
  payment?: { status: string; captured: number; refunded: number };
}

/** A shop that sells one thing, with a clock that is set: its people, and everything that AWS does by itself. */
export class Shop {
  readonly #stage: Stage;
  readonly #pieces: number;
  /** Milliseconds since it opened. */
  #at = 0;
  #keys = 0;

  constructor(stage: Stage, pieces: number) {
    this.#stage = stage;
    this.#pieces = pieces;
  }

  /** Nothing is there but the stock. */
  async open(): Promise<this> {
    const { platform, world } = this.#stage;
    await world.clear();
    await platform.skipStreams();
    this.setTime(0);
    const stock = { sub: 'clerk', params: { sku: SKU }, body: { available: this.#pieces } };
    await platform.request('PUT /inventory/{sku}', stock);
    return this;
  }

  /** So much time has passed: for every function, and for the provider. @param fault what happens to every call */
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

  /** What orders and payments have to tell goes out, and orders are counted. */
  async publish(): Promise<boolean> {
    const readers = ['orders/publishEvents', 'orders/sumOrders', 'payments/publishEvents'];
    const news = await Promise.all(readers.map((name) => this.#stage.platform.drainStream(name)));
    return news.includes(true);
  }

  /** One batch of a function's queue, to so many executors at once. */
  deliver = (name: string, executors = 1): Promise<boolean> =>
    this.#stage.platform.deliverBatch(name, { executors });

  /**
   * What AWS does in a while: events go out, every message is delivered once to its function, and webhooks arrive. What is
   * failed with comes again in the next one.
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

  /** What follows from what has just happened, as far as it comes when nothing comes again. */
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

  /** Each message that waits, once: none is taken again before all are. */
  async #deliverWaiting(name: string): Promise<boolean> {
    const { platform, world } = this.#stage;
    const source = platform.function(name).sources.find(({ kind }) => kind === 'queue');
    if (source?.kind !== 'queue') throw new Error(`${name} has no queue`);
    const waiting = await world.depth(platform.queue(source.queue.replace('orderflow-local-', '')));
    const batches = Math.ceil(waiting / source.batchSize);
    await Promise.all(Array.from({ length: batches }, () => platform.deliverBatch(name)));
    return batches > 0;
  }

  /** What the provider has to tell arrives. */
  webhooks = (): Promise<boolean> => deliverWebhooks(this.#stage);

  /** Until nothing moves any more; what fails again and again is left. */
  async deliverAll(): Promise<void> {
    for (let hop = 0; hop < MAX_HOPS && (await this.deliverOnce()); hop++);
  }

  /** The schedules of both services, `after` so many milliseconds. */
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

/** From an order to what follows from its payment there are six. */
const MAX_HOPS = 10;
