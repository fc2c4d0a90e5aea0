import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { userKey } from '@orderflow/domain';
import { type Mail, MailNotSentError, MailRefusedError } from '@orderflow/mail';
import type { BuyerEvent } from '../src/models/buyerMail.ts';
import type { ImportEnd } from '../src/models/importMail.ts';
import { mailBuyers } from '../src/models/mailBuyers.ts';
import { context, newOrder, paymentEvent } from './orderEvents.ts';
import { place, store } from './testStore.ts';

const at = async () => {};

async function account(status = 'ACTIVE') {
  const userId = randomUUID();
  const email = `${userId}@example.com`;
  const Item = { pk: userKey(userId), userId, email, name: 'Ann <b>', status };
  await store.client.send(new PutCommand({ TableName: store.users, Item }));
  return { userId, email };
}

/** An order of somebody with an account, and what they are told. */
async function bought(status = 'ACTIVE') {
  const { userId, email } = await account(status);
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

/** The event of an import's end, for the person who asked to be told. */
const ended = (type: 'completed' | 'failed', notify?: string) => {
  const data = { importId: randomUUID(), fileName: 'a & <b>.csv', ...(notify && { notify }) };
  const rows = { read: 1_204, created: 1_200, duplicate: 1, rejected: 3 };
  return {
    type: `import.${type}.v1`,
    id: randomUUID(),
    data: type === 'failed' ? data : { ...data, rows },
  } as unknown as ImportEnd;
};

describe('who asked for it', () => {
  const page = 'https://shop.example/imports#';
  beforeEach(() => {
    process.env['IMPORT_PAGE'] = page;
  });

  test('hears once how an import ended, and where to see it, however often its event comes', async () => {
    const { userId, email } = await account();
    const { mails, send } = mailbox();
    const [done, failed] = [ended('completed', userId), ended('failed', userId)];
    const twice = [done, { ...done, id: randomUUID() }, failed];
    await mailBuyers(twice, store, send, at);
    await Promise.all([mailBuyers(twice, store, send, at), mailBuyers([failed], store, send, at)]);
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      [email, 'Your import is done'],
      [email, 'Your import failed'],
    ]);
    for (const [index, event] of [done, failed].entries()) {
      for (const form of [mails[index]?.text, mails[index]?.html])
        expect(form).toContain(`${page}${event.data.importId}`);
    }
    expect(mails[0]?.text).toContain('Rows: 1,204. Created: 1,200. There already: 1. Rejected: 3.');
    expect(mails[0]?.html).toContain('a &#38; &#60;b&#62;.csv');
  });

  test('of a stage without a page, gets the number of the import', async () => {
    process.env['IMPORT_PAGE'] = '';
    const { userId } = await account();
    const { mails, send } = mailbox();
    const event = ended('completed', userId);
    await mailBuyers([event], store, send, at);
    expect(mails[0]?.text).toContain(`Your import: ${event.data.importId}\n\nOrderflow`);
    expect(mails[0]?.html).not.toContain('href');
  });

  test.each(['nobody', 'a machine', 'ONBOARDING', 'EXPIRED'])('but nobody else: %s', async (who) => {
    const asks = { nobody: undefined, 'a machine': `machine-${randomUUID()}` };
    const notify = who in asks ? asks[who as keyof typeof asks] : (await account(who)).userId;
    const { mails, send } = mailbox();
    const { duplicates } = await mailBuyers([ended('completed', notify)], store, send, at);
    expect([duplicates.length, mails]).toEqual([1, []]);
  });
});
