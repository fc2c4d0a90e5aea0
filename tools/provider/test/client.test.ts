import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { API_VERSION, Provider } from '../src/provider.ts';
import { type ProviderServer, startProvider } from '../src/server.ts';

const SECRETS = ['whsec_old', 'whsec_new'];
const VISA = 'pm_card_visa';

let now: number;
let provider: Provider;
let server: ProviderServer;
let stripe: Stripe;
let answers: number[];
let arrived: { payload: string; signature: string }[];

beforeEach(async () => {
  now = Date.now();
  answers = [];
  arrived = [];
  provider = new Provider({
    apiKey: 'sk_test_1',
    webhookSecrets: SECRETS,
    now: () => now,
    post: async (payload, signature) => {
      arrived.push({ payload, signature });
      return answers.shift() ?? 200;
    },
  });
  server = await startProvider(provider, 0);
  stripe = client();
});
afterEach(() => server.close());

const client = (apiKey = 'sk_test_1', options: Partial<ConstructorParameters<typeof Stripe>[1]> = {}) =>
  new Stripe(apiKey, {
    host: '127.0.0.1',
    port: server.port,
    protocol: 'http',
    apiVersion: API_VERSION,
    maxNetworkRetries: 0,
    telemetry: false,
    ...options,
  });

const create = (idempotencyKey: string, amount = 700) =>
  stripe.paymentIntents.create(
    { amount, currency: 'eur', capture_method: 'manual', metadata: { orderId: 'order-1' } },
    { idempotencyKey },
  );
const confirm = (id: string, payment_method = VISA, idempotencyKey = `confirm-${id}`) =>
  stripe.paymentIntents.confirm(id, { payment_method, error_on_requires_action: true }, { idempotencyKey });
async function authorised() {
  const { id } = await create('create');
  await confirm(id);
  return id;
}
const types = () => arrived.map(({ payload }) => JSON.parse(payload).type);
const row = (more: object) => [expect.objectContaining({ orderId: 'order-1', currency: 'EUR', ...more })];
const failure = (work: Promise<unknown>): Promise<Stripe.errors.StripeError> =>
  work.then(
    () => {
      throw new Error('it succeeded');
    },
    (error) => error,
  );

describe("Stripe's own client", () => {
  test('authorises, captures and refunds, and the ledger says so', async () => {
    const { id, status } = await create('create');
    expect(status).toBe('requires_payment_method');
    expect(provider.ledger()).toEqual(row({ intent: id, authorized: 0, captured: 0, refunded: 0 }));
    expect(await confirm(id)).toMatchObject({ status: 'requires_capture', amount_capturable: 700 });
    expect(provider.ledger()).toEqual(row({ status: 'requires_capture', authorized: 700, captured: 0 }));
    expect(await stripe.paymentIntents.capture(id)).toMatchObject({
      status: 'succeeded',
      amount_received: 700,
    });
    await stripe.refunds.create({ payment_intent: id, amount: 200, metadata: { refundId: 'r1' } });
    const rest = await stripe.refunds.create({ payment_intent: id });
    expect(rest).toMatchObject({ amount: 500, status: 'succeeded' });
    const seen = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
    expect(seen.latest_charge).toMatchObject({ amount_captured: 700, amount_refunded: 700, refunded: true });
    const { data } = await stripe.refunds.list({ payment_intent: id });
    expect(data.map(({ amount }) => amount)).toEqual([500, 200]);
    expect(provider.ledger()).toEqual(row({ authorized: 700, captured: 700, refunded: 700 }));
  });

  test('never gets back more than was captured', async () => {
    const id = await authorised();
    expect(await failure(stripe.refunds.create({ payment_intent: id }))).toMatchObject({ statusCode: 400 });
    await stripe.paymentIntents.capture(id);
    await stripe.refunds.create({ payment_intent: id, amount: 699 });
    expect(await failure(stripe.refunds.create({ payment_intent: id, amount: 2 }))).toMatchObject({
      param: 'amount',
    });
    await stripe.refunds.create({ payment_intent: id });
    expect(await failure(stripe.refunds.create({ payment_intent: id }))).toMatchObject({
      code: 'charge_already_refunded',
    });
    expect(provider.ledger()).toEqual(row({ refunded: 700 }));
  });

  test.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', undefined],
    ['pm_card_authenticationRequired', 'authentication_required', 'authentication_not_handled'],
  ])('is refused %s', async (method, code, declineCode) => {
    const { id } = await create('create');
    const error = await failure(confirm(id, method));
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({ code, payment_intent: { id, status: 'requires_payment_method' } });
    expect(error.decline_code || undefined).toBe(declineCode);
    expect(provider.ledger()).toEqual(row({ authorized: 0 }));
  });

  test('knows no payment method of another name', async () => {
    const { id } = await create('create');
    expect(await failure(confirm(id, 'pm_1'))).toMatchObject({
      code: 'resource_missing',
      param: 'payment_method',
    });
  });

  test('cancels what is authorised, once, and nothing that was captured', async () => {
    const id = await authorised();
    expect(await stripe.paymentIntents.cancel(id)).toMatchObject({ status: 'canceled' });
    for (const again of [
      stripe.paymentIntents.cancel(id),
      stripe.paymentIntents.capture(id),
      confirm(id, VISA, 'k2'),
    ])
      expect(await failure(again)).toMatchObject({ code: 'payment_intent_unexpected_state' });
    expect(provider.ledger()).toEqual(row({ status: 'canceled', authorized: 0 }));
  });

  test('finds an authorisation gone that nobody captured for seven days', async () => {
    const id = await authorised();
    now += 7 * 86_400_000;
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'automatic',
    });
    expect(provider.ledger()).toEqual(row({ status: 'canceled', authorized: 0 }));
    await provider.webhooks.deliverAll();
    expect(types().filter((type) => type === 'payment_intent.canceled')).toHaveLength(1);
  });

  test('is let in by its key only', async () => {
    const stranger = client('sk_test_2');
    expect(await failure(stranger.paymentIntents.retrieve('pi_1'))).toBeInstanceOf(
      Stripe.errors.StripeAuthenticationError,
    );
  });
});

describe('an idempotency key', () => {
  test('gives the first answer again', async () => {
    const [first, second] = [await create('k'), await create('k')];
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(provider.ledger()).toHaveLength(1);
  });

  test('gives a refusal of the card again, also when it would be taken now', async () => {
    const { id } = await create('create');
    provider.faults.order({ fault: 'declined', match: 'order-1' });
    await failure(confirm(id, VISA, 'k'));
    expect(await failure(confirm(id, VISA, 'k'))).toMatchObject({ code: 'card_declined' });
    expect(await confirm(id, VISA, 'k2')).toMatchObject({ status: 'requires_capture' });
  });

  test('is refused for another request', async () => {
    await create('k', 700);
    expect(await failure(create('k', 800))).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(provider.ledger()).toHaveLength(1);
  });

  test('is in use while its first request is under way', async () => {
    provider.faults.order({ fault: 'slow', ms: 200 });
    const first = create('k');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await failure(create('k'))).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    const { id } = await first;
    expect((await create('k')).id).toBe(id);
  });

  test('is not used up by a request that was wrong, and is forgotten after a day', async () => {
    expect(await failure(create('k', 0))).toMatchObject({ param: 'amount' });
    const { id } = await create('k');
    now += 86_400_000;
    expect((await create('k')).id).not.toBe(id);
  });
});

describe('a fault that was ordered', () => {
  test.each([
    ['429', 'StripeRateLimitError', 429],
    ['unavailable', 'StripeAPIError', 503],
  ])('%s comes before the effect', async (fault, type, statusCode) => {
    provider.faults.order({ fault });
    expect(await failure(create('k'))).toMatchObject({ type, statusCode });
    expect(provider.ledger()).toEqual([]);
    await create('k');
    expect(provider.ledger()).toHaveLength(1);
  });

  test('an answer that is lost comes when it is asked for again', async () => {
    const patient = client('sk_test_1', { maxNetworkRetries: 1 });
    provider.faults.order({ fault: 'lost answer' });
    const { id } = await patient.paymentIntents.create(
      { amount: 1, currency: 'eur', capture_method: 'manual' },
      { idempotencyKey: 'k' },
    );
    expect(provider.ledger().map(({ intent }) => intent)).toEqual([id]);
  });

  test('a death after the effect is answered again under the same key, though the effect is there', async () => {
    const { id } = await create('create');
    provider.faults.order({ fault: 'dead', match: '/confirm' });
    for (const key of ['k', 'k'])
      expect(await failure(confirm(id, VISA, key))).toMatchObject({ statusCode: 500 });
    expect(provider.ledger()).toEqual(row({ authorized: 700 }));
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'requires_capture' });
  });

  test('slowness is an answer that a client may not wait for, after the effect', async () => {
    const hasty = client('sk_test_1', { timeout: 50 });
    provider.faults.order({ fault: 'slow', ms: 150 });
    const asked = hasty.paymentIntents.create({ amount: 1, currency: 'eur', capture_method: 'manual' });
    expect(await failure(asked)).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect(provider.ledger()).toHaveLength(1);
  });

  test('happens as often as was said, to what matches', async () => {
    provider.faults.order({ fault: 'needs_action', match: VISA, times: 2 });
    for (const key of ['a', 'b'])
      expect(await failure(confirm((await create(key)).id))).toMatchObject({
        code: 'authentication_required',
      });
    expect(await confirm((await create('c')).id)).toMatchObject({ status: 'requires_capture' });
  });

  test.each([{}, { fault: 'none' }, { fault: 'slow', times: 0 }, { fault: 'slow', match: 1 }, null])(
    'is refused as %j',
    (order) => expect(() => provider.faults.order(order)).toThrow(/a fault of declined, /),
  );
});

describe('a webhook', () => {
  const endpoint = (secret: string) =>
    arrived.map(({ payload, signature }) => stripe.webhooks.constructEvent(payload, signature, secret));

  test("is signed with every secret, as Stripe's client checks it", async () => {
    await authorised();
    await provider.webhooks.deliverAll();
    for (const secret of SECRETS)
      expect(endpoint(secret).map(({ type }) => type)).toEqual([
        'payment_intent.created',
        'payment_intent.amount_capturable_updated',
      ]);
    expect(() => endpoint('whsec_other')).toThrow(/signature/i);
  });

  test('comes again until it is taken, later each time, and for three days', async () => {
    answers = [500, 503, 200];
    await create('create');
    for (const [after, attempts] of [
      [0, 1],
      [999, 1],
      [1, 2],
      [1_999, 2],
      [1, 3],
      [3_600_000, 3],
    ] as const) {
      now += after;
      await provider.webhooks.deliverDue();
      expect(arrived).toHaveLength(attempts);
    }
    answers = Array(200).fill(500);
    await create('another');
    for (let hour = 0; hour < 100; hour++) {
      await provider.webhooks.deliverDue();
      now += 3_600_000;
    }
    expect(await provider.webhooks.deliverDue()).toBeUndefined();
  });

  test.each([
    ['webhook twice', ['created', 'created', 'amount_capturable_updated']],
    ['webhook out of order', ['amount_capturable_updated', 'created']],
    ['webhook late', ['amount_capturable_updated', 'created']],
    ['webhook never', ['amount_capturable_updated']],
  ])('%s', async (fault, expected) => {
    provider.faults.order({ fault, match: 'payment_intent.created' });
    await authorised();
    await provider.webhooks.deliverAll();
    expect(types().map((type) => type.replace('payment_intent.', ''))).toEqual(expected);
  });

  test('goes out by itself', async () => {
    await create('create');
    now += 1;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(types()).toEqual(['payment_intent.created']);
  });
});
