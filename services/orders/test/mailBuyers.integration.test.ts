import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { userKey } from '@orderflow/domain';
import { type Mail, MailNotSentError, MailRefusedError } from '@orderflow/mail';
import type { BuyerEvent } from '../src/models/buyerMail.ts';
import { mailBuyers } from '../src/models/mailBuyers.ts';
import { context, newOrder, paymentEvent } from './orderEvents.ts';
import { place, store } from './testStore.ts';

const at = async () => {};

/** An order of somebody with an account, and what they are told. */
async function bought(status = 'ACTIVE') {
  const userId = randomUUID();
  const email = `${userId}@example.com`;
  const Item = { pk: userKey(userId), userId, email, name: 'Ann <b>', status };
  await store.client.send(new PutCommand({ TableName: store.users, Item }));
  const { order } = await place(newOrder({ userId }), context, store);
  return { email, order };
}

const event = (type: string, order: { orderId: string }, more: object = {}) =>
  ({ type, id: randomUUID(), data: { ...order, ...more } }) as unknown as BuyerEvent;
const told = (orderId: string) => [
  event('order.confirmed.v1', { orderId }),
  event('order.shipped.v1', { orderId }, { carrier: 'Post & Co', trackingCode: 'X 1' }),
  paymentEvent('refunded', orderId, 3, { refundId: 'r1', refund: 120 } as object) as BuyerEvent,
  paymentEvent('refunded', orderId, 4, { refundId: 'r2', refund: 130 } as object) as BuyerEvent,
];

function mailbox(fail?: () => Error | undefined) {
  const mails: Mail[] = [];
  const send = async (mail: Mail) => {
    const error = fail?.();
    if (error) throw error;
    mails.push(mail);
  };
  return { mails, send };
}

test('a buyer hears of each thing once, however often its event comes', async () => {
  const { email, order } = await bought();
  const { mails, send } = mailbox();
  const failed = paymentEvent('refunded', order.orderId, 5, { refundId: 'r3', refund: 0 } as object);
  for (let times = 0; times < 2; times++)
    await mailBuyers([...told(order.orderId), failed as BuyerEvent], store, send, at);
  expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
    [email, 'Your order is confirmed'],
    [email, 'Your order is on its way'],
    [email, 'Your refund'],
    [email, 'Your refund'],
  ]);
  const [confirmed, shipped, refunded] = mails;
  expect(confirmed?.text).toContain('€2.50');
  expect(shipped?.text).toContain('Post & Co. Its tracking code is X 1.');
  expect(shipped?.html).toContain('Post &#38; Co');
  expect(refunded?.text).toContain('€1.20');
  expect(confirmed?.html).not.toContain('<b>');
});

test.each(['ONBOARDING', 'EXPIRED'])('somebody who is %s is told nothing', async (status) => {
  const { order } = await bought(status);
  const { mails, send } = mailbox();
  expect((await mailBuyers(told(order.orderId), store, send, at)).failed).toEqual([]);
  expect(mails).toEqual([]);
});

test('what SES does not take now waits, with all that is behind it; what it never takes does not', async () => {
  const { order } = await bought();
  const later = mailbox(() => new MailNotSentError('SES asks to wait'));
  const waiting = await mailBuyers(told(order.orderId), store, later.send, at);
  expect(waiting.failed).toHaveLength(4);
  const never = mailbox(() => new MailRefusedError('SES answered MessageRejected'));
  expect((await mailBuyers(told(order.orderId).slice(0, 1), store, never.send, at)).failed).toEqual([]);
  const { mails, send } = mailbox();
  await mailBuyers(told(order.orderId).slice(1), store, send, at);
  expect(mails).toHaveLength(3);
});

test('the event of an order that is not there fails alone', async () => {
  const { order } = await bought();
  const { mails, send } = mailbox();
  const events = [...told('no-such-one').slice(0, 1), ...told(order.orderId).slice(0, 1)];
  expect((await mailBuyers(events, store, send, at)).failed).toHaveLength(1);
  expect(mails).toHaveLength(1);
});
