import { describe, expect, test } from '@jest/globals';
import { signatureHeader } from '@orderflow/provider/signature';
import { checkOf, readWebhook } from './stripeEvents.ts';

const NOW = Date.parse('2026-11-29T09:00:00Z');
const AT = NOW / 1_000;
const SECRETS = ['whsec_new', 'whsec_old'];

const event = (type: string, object: object) => ({
  id: 'evt_1',
  type,
  data: {
    object: { id: 'pi_1', object: 'payment_intent', currency: 'eur', metadata: { orderId: 'o1' }, ...object },
  },
});
const sent = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const read = (body: Buffer, signature: string | undefined, now = NOW) =>
  readWebhook(body, signature, SECRETS, now);
const signed = (body: Buffer, secrets = ['whsec_new'], at = AT) =>
  signatureHeader(body.toString(), secrets, at);

describe('a webhook', () => {
  const body = sent(event('payment_intent.succeeded', { status: 'succeeded' }));

  test.each([['whsec_new'], ['whsec_old']])('that is signed with %s is read', (secret) => {
    expect(read(body, signed(body, [secret]))).toMatchObject({ id: 'evt_1' });
  });

  test('that is signed with two secrets, one of them ours, is read', () => {
    expect(read(body, signed(body, ['whsec_other', 'whsec_old']))).toMatchObject({ id: 'evt_1' });
  });

  test('counts for 300 seconds', () => {
    expect(read(body, signed(body, SECRETS, AT - 300))).toMatchObject({ id: 'evt_1' });
    expect(() => read(body, signed(body, SECRETS, AT - 301))).toThrow(/too old/);
  });

  test.each([
    ['without a signature', undefined],
    ['with an empty one', ''],
    ['with something else', 't=1,v1=00'],
    ['signed by somebody else', signed(body, ['whsec_other'])],
    ['signed for another body', signed(sent('{}'))],
    ['signed without a time', signed(body).replace(/^t=\d+,/, '')],
    ['whose scheme is not the one that is signed', signed(body).replace('v1=', 'v0=')],
  ])('%s is refused', (_, signature) => {
    expect(() => read(body, signature)).toThrow(expect.objectContaining({ refusal: 'malformed' }));
  });

  test('that is changed on the way by one bit is refused', () => {
    const changed = Buffer.from(body);
    changed.writeUInt8(changed.readUInt8(10) ^ 1, 10);
    expect(() => read(changed, signed(body))).toThrow(/signature/);
  });

  test.each(['', 'ada', '{"id":'])('that is signed and not JSON is refused: %s', (text) => {
    expect(() => read(sent(text), signed(sent(text)))).toThrow(
      expect.objectContaining({ refusal: 'malformed', message: 'The body is not JSON' }),
    );
  });

  test.each(['null', '{}', '{"id":"evt_1","type":"x","data":{"object":null}}'])(
    'that is signed and no event is refused: %s',
    (text) => {
      expect(() => read(sent(text), signed(sent(text)))).toThrow(
        expect.objectContaining({ name: 'ValidationError' }),
      );
    },
  );
});

describe('an event', () => {
  test.each([
    [
      'payment_intent.amount_capturable_updated',
      { status: 'requires_capture' },
      { intent: 'pi_1', state: 'held' },
    ],
    ['payment_intent.succeeded', { status: 'succeeded' }, { intent: 'pi_1', state: 'taken' }],
    ['payment_intent.canceled', { status: 'canceled' }, { intent: 'pi_1', state: 'gone' }],
    [
      'payment_intent.payment_failed',
      { status: 'requires_payment_method' },
      { intent: 'pi_1', state: 'open' },
    ],
    [
      'charge.refunded',
      { id: 'ch_1', object: 'charge', payment_intent: 'pi_1', amount_refunded: 5, currency: 'isk' },
      { intent: 'pi_1', refunded: 0 },
    ],
    ['refund.failed', { id: 're_1', object: 'refund' }, undefined],
    ['payment_intent.succeeded', { status: 'of_tomorrow' }, undefined],
  ])('%s is a reason to look: %j', (type, object, told) => {
    const check = { orderId: 'o1', correlationId: 'evt_1', ...(told && { told }) };
    expect(checkOf(event(type, object))).toEqual(check);
  });

  test.each([
    ['of another type', event('customer.created', {})],
    ['of no order of ours', event('payment_intent.succeeded', { metadata: {} })],
    ['without metadata', event('payment_intent.succeeded', { metadata: null })],
  ])('%s means nothing', (_, one) => expect(checkOf(one)).toBeUndefined());
});
