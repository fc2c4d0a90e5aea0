import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LaterError } from '@orderflow/domain';
import { ProviderRefusedError } from '../src/lib/provider.ts';
import { checkPayment } from '../src/models/checkPayment.ts';
import { isExpiring } from '../src/models/due.ts';
import type { OrderEvent } from '../src/models/orderEvents.ts';
import type { PaymentItem } from '../src/models/payment.ts';
import { payOrders } from '../src/models/payOrders.ts';
import { refundOrder } from '../src/models/refundOrder.ts';
import { settle } from '../src/models/settle.ts';
import { type Counter, openCounter } from './counter.ts';
import { memoryStore } from './memoryStore.ts';
import { orderEvents } from './orderEvents.ts';

const ID = 'order-1';
const DAY_MS = 86_400_000;
let now: number;
let counter: Counter;
let store: ReturnType<typeof memoryStore>;

beforeEach(async () => {
  now = Date.parse('2026-11-29T09:00:00Z');
  counter = await openCounter({ now: () => now, timeoutMs: 300 });
  store = memoryStore();
});
afterEach(() => counter.close());

const desk = () => ({ provider: counter.port, store });
const context = () => ({ correlationId: 'c-1', now: new Date(now) });
const { reserved, shipped, returned, cancelled, rejected } = orderEvents(ID);

/** Delivers events as the queue does: what fails comes again. */
async function deliver(...events: OrderEvent[]): Promise<unknown[]> {
  const errors: unknown[] = [];
  let rest = events;
  for (let attempt = 1; rest.length > 0 && attempt <= 10; attempt++) {
    const { failed } = await payOrders(rest, new Date(now), desk());
    errors.push(...failed.map(({ error }) => error));
    rest = failed.map(({ event }) => event);
  }
  return errors;
}
const payment = () => {
  const found = store.items.get(ID);
  if (!found) throw new Error('there is no payment');
  return found;
};
const ledger = () => counter.provider.ledger();
const types = () => store.events.map(({ type }) => type.split('.')[1]);
const refund = (key: string, body = {}) => refundOrder(ID, key, body, context(), desk());

test('an event of a payment is in the trace of what has led to it, under the correlation id of its order', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const another = traceparent.replace('4bf9', '5bf9');
  const { correlationid } = reserved;
  await deliver({ ...reserved, traceparent });
  expect(payment().event).toMatchObject({
    type: 'payment.authorized.v1',
    correlationId: correlationid,
    traceparent,
  });
  await deliver({ ...shipped, correlationid: 'c-clerk', traceparent: another });
  expect(payment().event).toMatchObject({
    type: 'payment.captured.v1',
    correlationId: correlationid,
    traceparent: another,
  });
});

describe('an order', () => {
  test('is authorised when reserved, and captured when shipped', async () => {
    await deliver(reserved);
    expect(payment()).toMatchObject({ status: 'AUTHORIZED', version: 1, captured: 0 });
    expect(ledger()).toMatchObject([
      { orderId: ID, status: 'requires_capture', authorized: 700, captured: 0 },
    ]);
    await deliver(shipped);
    expect(payment()).toMatchObject({ status: 'CAPTURED', version: 2, captured: 700 });
    expect(ledger()).toMatchObject([{ status: 'succeeded', captured: 700 }]);
    expect(types()).toEqual(['authorized', 'captured']);
    expect(payment()).not.toHaveProperty('due');
    expect(payment()).not.toHaveProperty('method');
  });

  test('whose events come twice pays once', async () => {
    for (const event of [reserved, reserved, shipped, reserved, shipped]) await deliver(event, event);
    expect(ledger()).toMatchObject([{ captured: 700, refunded: 0 }]);
    expect(types()).toEqual(['authorized', 'captured']);
  });

  test('whose card is refused is declined, with the reason of the bank', async () => {
    await deliver(orderEvents(ID, 700, 'pm_card_visa_chargeDeclinedInsufficientFunds').reserved);
    expect(payment()).toMatchObject({ status: 'DECLINED', reason: 'insufficient_funds' });
    expect(payment().event?.detail).toEqual({ reason: 'insufficient_funds' });
    expect(ledger()).toMatchObject([{ authorized: 0 }]);
    await deliver(rejected('PAYMENT_DECLINED'));
    expect(types()).toEqual(['declined']);
  });

  test.each([
    ['pm_card_authenticationRequired', 'authentication_required'],
    ['pm_nothing', 'resource_missing'],
  ])('paid with %s is declined', async (method, reason) => {
    await deliver(orderEvents(ID, 700, method).reserved);
    expect(payment()).toMatchObject({ status: 'DECLINED', reason });
  });

  test('that costs nothing, or is in a currency that the provider cannot count, is declined without a try', async () => {
    await deliver(orderEvents(ID, 0).reserved);
    expect(payment()).toMatchObject({ status: 'DECLINED', reason: 'parameter_invalid_integer' });
    const ariary = orderEvents('order-2').reserved;
    await payOrders([{ ...ariary, data: { ...ariary.data, currency: 'MGA' } }], new Date(now), desk());
    expect(store.items.get('order-2')).toMatchObject({
      status: 'DECLINED',
      reason: 'currency_not_supported',
    });
    expect(ledger()).toEqual([]);
  });

  test('in a currency that the provider counts otherwise is charged as much as it costs', async () => {
    const { data, ...event } = reserved;
    await deliver({ ...event, data: { ...data, currency: 'ISK', amount: 500 } }, shipped);
    expect(payment()).toMatchObject({ captured: 500 });
    expect(ledger()).toMatchObject([{ captured: 50_000, currency: 'ISK' }]);
  });

  test.each([
    ['cancelled while reserved', cancelled('RESERVED')],
    ['cancelled when confirmed', cancelled('CONFIRMED')],
    ['not paid in time', rejected('PAYMENT_EXPIRED')],
  ])('that is %s has its money let go', async (_, end) => {
    await deliver(reserved);
    await deliver(end, end);
    expect(payment()).toMatchObject({ status: 'VOIDED', version: 2 });
    expect(ledger()).toMatchObject([{ status: 'canceled', authorized: 0 }]);
    expect(types()).toEqual(['authorized', 'voided']);
  });

  test('that ended before its reservation was heard of asks the provider for nothing', async () => {
    await deliver(cancelled('RESERVED'));
    await deliver(reserved);
    expect(payment()).toMatchObject({ status: 'VOIDED', version: 1 });
    expect(ledger()).toEqual([]);
    expect(types()).toEqual(['voided']);
  });

  test.each([
    ['ends', () => deliver(cancelled('RESERVED')), 'VOIDED'],
    ['cannot be paid in this currency', () => deliver(reserved), 'DECLINED'],
  ])(
    'whose intent the provider failed to make, and which %s then, is looked at no more',
    async (_, end, status) => {
      counter.provider.faults.order({ fault: 'dead-after-effect', match: 'POST /v1/payment_intents' });
      await payOrders([reserved], new Date(now), desk());
      expect(payment()).toMatchObject({ status: 'PENDING', unsure: true, due: expect.any(String) });
      counter.port.open = () => Promise.reject(new ProviderRefusedError('currency_not_supported', 'no'));
      await end();
      expect(payment()).toMatchObject({ status });
      for (const name of ['due', 'unsure']) expect(payment()).not.toHaveProperty(name);
      expect(ledger().filter(({ authorized }) => authorized > 0)).toEqual([]);
    },
  );

  test.each([
    ['cancelled before it was decided', cancelled('PENDING')],
    ['rejected for want of stock', rejected('OUT_OF_STOCK')],
    ['on account: cancelled', cancelled('CONFIRMED')],
    ['on account: shipped', shipped],
    ['on account: returned', returned(100)],
  ])('that was %s has no payment', async (_, event) => {
    await deliver(event);
    expect(store.items.size).toBe(0);
  });

  test('that came back gets as much as there is, once', async () => {
    await deliver(reserved, shipped, returned(200), returned(200));
    expect(payment()).toMatchObject({ status: 'PARTIALLY_REFUNDED', refunded: 200, version: 3 });
    expect(payment().event?.detail).toMatchObject({ refund: 200 });
    await refund('r1', { amount: 400 });
    const other = { ...returned(900), id: 'another-return' };
    await deliver(other);
    expect(payment()).toMatchObject({ status: 'REFUNDED', refunded: 700 });
    expect(ledger()).toMatchObject([{ captured: 700, refunded: 700 }]);
  });

  test('whose return is heard of before its capture gets its money back all the same', async () => {
    await deliver(reserved, returned(300), shipped);
    expect(payment()).toMatchObject({ status: 'PARTIALLY_REFUNDED', captured: 700, refunded: 300 });
  });
});

describe('a refund', () => {
  beforeEach(() => deliver(reserved, shipped));

  test('is made once for a key, and another request under it refused', async () => {
    const first = await refund('r1', { amount: 200, reason: 'late' });
    expect(first).toMatchObject({
      refund: { amount: 200, status: 'SUCCEEDED', reason: 'late' },
      replayed: false,
    });
    expect(await refund('r1', { amount: 200, reason: 'late' })).toEqual({ ...first, replayed: true });
    await expect(refund('r1', { amount: 201 })).rejects.toMatchObject({ refusal: 'unprocessable' });
    expect(ledger()).toMatchObject([{ refunded: 200 }]);
  });

  test('without an amount is all that is left', async () => {
    await refund('r1', { amount: 1 });
    expect((await refund('r2')).refund).toMatchObject({ amount: 699 });
    await expect(refund('r3')).rejects.toMatchObject({ refusal: 'conflict' });
    expect(payment()).toMatchObject({ status: 'REFUNDED', refunded: 700 });
  });

  test('that races with others never makes them more than was captured', async () => {
    const tries = Array.from({ length: 8 }, (_, index) => refund(`r${index}`, { amount: 300 }));
    const made = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled');
    expect(made).toHaveLength(2);
    expect(ledger()).toMatchObject([{ refunded: 600 }]);
    expect(payment()).toMatchObject({ refunded: 600, status: 'PARTIALLY_REFUNDED' });
  });

  test('is PENDING while the provider does not answer, and goes on by itself', async () => {
    counter.provider.faults.order({ fault: 'unavailable', match: '/refunds', times: 2 });
    expect((await refund('r1', { amount: 5 })).refund).toMatchObject({ status: 'PENDING' });
    expect(payment()).toMatchObject({ refunded: 0, due: expect.stringMatching(/^due#/) });
    await settle(payment(), desk(), context());
    expect(payment()).toMatchObject({ refunded: 5, refunds: [{ status: 'SUCCEEDED' }] });
    expect(payment()).not.toHaveProperty('due');
  });

  test('is not made a second time when the provider has forgotten its key', async () => {
    counter.provider.faults.order({ fault: 'lost-answer', match: 'POST /v1/refunds' });
    counter.provider.faults.order({ fault: 'unavailable', match: 'POST /v1/refunds' });
    await refund('r1', { amount: 5 });
    expect(payment()).toMatchObject({ refunds: [{ status: 'PENDING' }] });
    now += 2 * DAY_MS;
    await settle(payment(), desk(), context());
    expect(ledger()).toMatchObject([{ refunded: 5 }]);
    expect(payment()).toMatchObject({ refunded: 5, refunds: [{ status: 'SUCCEEDED' }] });
  });

  test('that the provider refuses has failed, and what it was for can be given back', async () => {
    const { intent } = payment();
    await counter.stripe.refunds.create({ payment_intent: intent as string, amount: 650 });
    expect((await refund('r1', { amount: 100 })).refund).toMatchObject({ status: 'FAILED' });
    await checkPayment({ orderId: ID, correlationId: 'c' }, context(), desk());
    expect(payment()).toMatchObject({ refunded: 650, status: 'PARTIALLY_REFUNDED' });
    await expect(refund('r2', { amount: 51 })).rejects.toMatchObject({ refusal: 'conflict' });
    await refund('r3', { amount: 50 });
    expect(ledger()).toMatchObject([{ refunded: 700 }]);
  });

  test.each(['4242 4242 4242 4242', 'paid with 4000-0566-5566-5556, sorry', '378282246310005'])(
    'says nothing like the number of a card: %s',
    (reason) => expect(refund('r1', { reason })).rejects.toMatchObject({ name: 'ValidationError' }),
  );

  test.each(['order 1234567890123', 'call 030 1234567', '2026-11-29 12:00:00'])(
    'may say %s',
    async (reason) => {
      expect((await refund('r1', { amount: 1, reason })).refund.reason).toBe(reason);
    },
  );

  test('that is made while the provider is asked is counted as often as it is listed', async () => {
    counter.provider.faults.order({ fault: 'unavailable', match: 'POST /v1/refunds', times: 2 });
    await refund('r1', { amount: 5 });
    const { intent = '', currency, amount } = payment();
    const charge = { orderId: ID, currency, amount };
    // An earlier call, which its caller has given up, arrives between the two requests of one question.
    const { answer } = counter.provider;
    let questions = 0;
    counter.provider.answer = async (request) => {
      if (request.method === 'GET' && ++questions === 2) {
        const call = { ...charge, amount: 5, refundId: 'r1' };
        await counter.patient.refund(intent, call, `orderflow:${ID}:refund:r1:0`);
      }
      return answer.call(counter.provider, request);
    };
    await checkPayment({ orderId: ID, correlationId: 'c' }, context(), desk());
    expect(questions).toBe(2);
    expect(ledger()).toMatchObject([{ refunded: 5 }]);
    expect(payment()).toMatchObject({ refunded: 5, status: 'PARTIALLY_REFUNDED', version: 3 });
    expect(payment().refunds).toMatchObject([{ refundId: 'r1', status: 'SUCCEEDED' }]);
  });

  test('that fails after it was made is told as such, and not as a second capture', async () => {
    await refund('r1', { amount: 200 });
    const { ask } = counter.port;
    counter.port.ask = async (...args) => {
      const seen = await ask(...args);
      return {
        ...seen,
        refunded: 0,
        refunds: seen.refunds.map((one) => ({ ...one, status: 'FAILED' as const })),
      };
    };
    await checkPayment({ orderId: ID, correlationId: 'c' }, context(), desk());
    expect(payment()).toMatchObject({
      status: 'CAPTURED',
      refunded: 0,
      version: 4,
      event: { type: 'payment.refunded.v1', detail: { refund: 0 } },
    });
    expect(types()).toEqual(['authorized', 'captured', 'refunded', 'refunded']);
  });

  test('of an order that is not captured, or not there, is refused', async () => {
    await payOrders([orderEvents('order-2').reserved], new Date(now), desk());
    const of = (orderId: string) => refundOrder(orderId, 'r', {}, context(), desk());
    await expect(of('order-2')).rejects.toMatchObject({ refusal: 'conflict' });
    for (const unknown of ['order-3', '..', 'x'.repeat(100)])
      await expect(of(unknown)).rejects.toMatchObject({ refusal: 'not-found' });
  });
});

describe('a provider', () => {
  test.each([
    'declined',
    'needs-action',
    'rate-limited',
    'unavailable',
    'slow',
    'dead-after-effect',
    'lost-answer',
  ])(
    'that is %s at any call leaves the money where the order is',
    async (fault) => {
      for (const [index, match] of [
        'POST /v1/payment_intents',
        '/confirm',
        '/capture',
        'POST /v1/refunds',
      ].entries()) {
        const id = `order-${fault}-${index}`;
        const of = orderEvents(id);
        const only = {
          fault,
          match,
          ms: 400,
          times: fault === 'declined' || fault === 'needs-action' ? 1 : 3,
        };
        counter.provider.faults.order(only);
        await deliver(of.reserved);
        if (store.items.get(id)?.status === 'AUTHORIZED') await deliver(of.shipped, of.returned(100));
        counter.provider.faults.clear();
        await settle(store.items.get(id) as PaymentItem, desk(), context(), true);
        const { status, captured, refunded } = store.items.get(id) ?? {};
        const rows = ledger().filter(({ orderId, authorized }) => orderId === id && authorized > 0);
        const isPaid = status === 'PARTIALLY_REFUNDED';
        expect({ match, status }).toEqual({
          match,
          status: expect.stringMatching(/^(PARTIALLY_REFUNDED|DECLINED)$/),
        });
        expect(rows).toMatchObject(isPaid ? [{ authorized: 700, captured, refunded }] : []);
        expect([captured, refunded]).toEqual(isPaid ? [700, 100] : [0, 0]);
      }
    },
    60_000,
  );

  test('that failed after a capture of which others have learned makes the refund that they call for once', async () => {
    await deliver(reserved);
    const { port } = counter;
    const late: (() => Promise<unknown>)[] = [];
    // Another executor learns of the capture and requests a refund, which arrives late.
    const other = {
      store,
      provider: {
        ...port,
        refund: (...args: Parameters<typeof port.refund>) => {
          late.push(() => port.refund(...args));
          return Promise.reject(new LaterError('no answer'));
        },
      },
    };
    const capture: typeof port.capture = async (...args) => {
      try {
        return await port.capture(...args);
      } catch (error) {
        await checkPayment({ orderId: ID, correlationId: 'c' }, context(), other);
        await refundOrder(ID, 'r1', { amount: 100 }, context(), other);
        throw error;
      }
    };
    counter.provider.faults.order({ fault: 'dead-after-effect', match: '/capture' });
    await payOrders([shipped], new Date(now), { store, provider: { ...port, capture } });
    await deliver(shipped);
    expect(late).toHaveLength(1);
    for (const arrives of late) await arrives();
    expect(ledger()).toMatchObject([{ captured: 700, refunded: 100 }]);
    expect(payment()).toMatchObject({ refunded: 100, status: 'PARTIALLY_REFUNDED' });
  });

  test('whose answer to an authorisation comes after the order ended has it let go', async () => {
    counter.provider.faults.order({ fault: 'slow', match: '/confirm', ms: 1_500, times: 1 });
    const { failed } = await payOrders([reserved], new Date(now), desk());
    expect(failed).toMatchObject([{ error: expect.any(LaterError) }]);
    expect(ledger()).toMatchObject([{ authorized: 700 }]);
    await deliver(rejected('PAYMENT_EXPIRED'));
    expect(payment()).toMatchObject({ status: 'VOIDED' });
    expect(ledger()).toMatchObject([{ status: 'canceled', authorized: 0 }]);
  });

  test('that took money for an order that had ended gives it back', async () => {
    await deliver(reserved);
    await counter.stripe.paymentIntents.capture(payment().intent as string);
    await deliver(cancelled('CONFIRMED'));
    expect(payment()).toMatchObject({ status: 'REFUNDED', captured: 700, refunded: 700 });
    expect(ledger()).toMatchObject([{ captured: 700, refunded: 700 }]);
  });

  test('that let the money go before the order shipped leaves a payment that somebody has to look at', async () => {
    await deliver(reserved);
    now += 7 * DAY_MS;
    await deliver(shipped);
    expect(payment()).toMatchObject({
      status: 'VOIDED',
      stuck: 'CAPTURE_IMPOSSIBLE',
      due: expect.any(String),
    });
    expect(await checkPayment({ orderId: ID, correlationId: 'c' }, context(), desk())).toEqual({
      stuck: 'CAPTURE_IMPOSSIBLE',
    });
  });

  test('that holds money for six days is told of before it lets it go', async () => {
    await deliver(reserved);
    const check = () => checkPayment({ orderId: ID, correlationId: 'c' }, context(), desk());
    expect(Date.parse(payment().dueAt ?? '')).toBe(now + 6 * DAY_MS);
    now += 6 * DAY_MS;
    expect(isExpiring(payment(), new Date(now))).toBe(true);
    expect(await check()).toEqual({ expiring: true });
    now += DAY_MS;
    expect(await check()).toEqual({});
    expect(payment()).toMatchObject({ status: 'VOIDED' });
    expect(payment()).not.toHaveProperty('due');
  });

  test('whose key is not the right one is waited for', async () => {
    const { port } = counter;
    const stranger = { ...desk(), provider: { ...port, open: () => Promise.reject(new LaterError('401')) } };
    const { failed } = await payOrders([reserved], new Date(now), stranger);
    expect(failed).toHaveLength(1);
    expect(payment()).toMatchObject({ status: 'PENDING', due: expect.any(String) });
  });
});

describe('a webhook', () => {
  const told = (more: object) =>
    checkPayment({ orderId: ID, correlationId: 'c', ...more }, context(), desk());
  const calls = async (run: () => Promise<unknown>) => {
    let asked = 0;
    const { ask } = counter.port;
    counter.port.ask = (...args) => {
      asked++;
      return ask(...args);
    };
    await run();
    counter.port.ask = ask;
    return asked;
  };

  test('of what we know costs no question, however old, often or late it is', async () => {
    await deliver(reserved, shipped);
    const intent = payment().intent as string;
    const known = [{ state: 'open' }, { state: 'held' }, { state: 'taken' }, { refunded: 0 }];
    const asked = await calls(async () => {
      for (const one of [...known, ...known.toReversed()]) await told({ told: { intent, ...one } });
      await told({ told: { intent: 'pi_other', state: 'taken' } });
    });
    expect(asked).toBe(0);
    expect(payment()).toMatchObject({ version: 2 });
  });

  test('of what we do not know makes us ask, and the answer counts', async () => {
    await deliver(reserved);
    const intent = payment().intent as string;
    await counter.stripe.paymentIntents.cancel(intent);
    expect(await calls(() => told({ told: { intent, state: 'taken' } }))).toBe(1);
    expect(payment()).toMatchObject({ status: 'VOIDED', version: 2 });
    expect(await calls(() => told({ told: { intent, state: 'gone' } }))).toBe(0);
  });

  test('of a refund that was made at the provider is taken over', async () => {
    await deliver(reserved, shipped);
    const intent = payment().intent as string;
    await counter.stripe.refunds.create({ payment_intent: intent, amount: 70 });
    await Promise.all([told({ told: { intent, refunded: 70 } }), told({ told: { intent, refunded: 70 } })]);
    expect(payment()).toMatchObject({
      status: 'PARTIALLY_REFUNDED',
      refunded: 70,
      version: 3,
      refunds: [{ amount: 70, status: 'SUCCEEDED', reason: 'made at the provider' }],
    });
  });

  test('of an order that is not ours means nothing', async () => {
    expect(await told({ told: { intent: 'pi_1', state: 'held' } })).toEqual({});
    expect(store.items.size).toBe(0);
  });
});
