import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type UserItem, userKey } from '@orderflow/domain';
import { type Consumption, onceOutside } from '@orderflow/idempotency';
import { env, logger, measure } from '@orderflow/lambda';
import {
  concernsAll,
  MailHeldUpError,
  MailRefusedError,
  type Pace,
  pace,
  provesNotSent,
  type SendMail,
  sendBySes,
} from '@orderflow/mail';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { type BuyerEvent, buyerMail } from './buyerMail.ts';
import { findOrder } from './orders.ts';

type MailStore = Pick<Store, 'client' | 'orders' | 'users' | 'seen'>;

/** Longer than a mail can take to send, by the timeouts of its client. */
const LEASE_MS = 20_000;

const turns = pace(() => Number(env('MAILS_PER_SECOND')));

/**
 * Tells buyers what became of their orders, one after the other at the pace. When SES cannot be reached or asks to wait,
 * it would say the same of the rest: those wait, too.
 */
export async function mailBuyers(
  events: BuyerEvent[],
  store: MailStore = defaultStore,
  send: SendMail = sendBySes,
  next: Pace = turns,
): Promise<Consumption<BuyerEvent>> {
  const result: Consumption<BuyerEvent> = { applied: [], duplicates: [], failed: [] };
  let stopped: unknown;
  for (const event of events) {
    if (stopped === undefined) await next();
    try {
      if (stopped !== undefined) throw stopped;
      const isDone = (await tell(event, store, send)) === 'done';
      (isDone ? result.applied : result.duplicates).push(event);
    } catch (error) {
      result.failed.push({ event, error });
      if (concernsAll(error)) stopped ??= error;
    }
  }
  const heldUp = result.failed.filter(({ error }) => error instanceof MailHeldUpError).length;
  if (heldUp > 0) measure('Count', { MailsHeldUp: heldUp });
  return result;
}

/**
 * Only a buyer whose address is confirmed gets a mail: an order names whom it likes. The mail goes out twice when a
 * process dies, or loses the answer of SES, between sending it and completing its lease.
 */
async function tell(event: BuyerEvent, store: MailStore, send: SendMail): Promise<'done' | 'already'> {
  // A refund that failed after it was made: nobody was given anything.
  if (event.type === 'payment.refunded.v1' && event.data.refund === 0) return 'already';
  const order = await findOrder(event.data.orderId, store);
  const buyer = order.userId === undefined ? undefined : await accountOf(order.userId, store);
  if (buyer?.status !== 'ACTIVE') return 'already';
  const lease = {
    client: store.client,
    table: store.seen,
    key: `buyer-mail#${subjectOf(event)}`,
    owner: randomUUID(),
    leaseMs: LEASE_MS,
    didNotHappen: provesNotSent,
  };
  try {
    return await onceOutside(lease, () => send(buyerMail(buyer, order, event)));
  } catch (error) {
    if (!(error instanceof MailRefusedError)) throw error;
    // SES never takes it, whoever tries again.
    logger({ correlationId: event.correlationid }).warn('mail refused', { eventId: event.id });
    return 'done';
  }
}

/** An order is confirmed and shipped once, and refunded more than once. */
const subjectOf = ({ type, data }: BuyerEvent): string =>
  type === 'payment.refunded.v1' ? `${data.orderId}#${data.refundId}` : `${data.orderId}#${type}`;

async function accountOf(userId: string, { client, users }: MailStore): Promise<UserItem | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: users, Key: { pk: userKey(userId) }, ConsistentRead: true }),
  );
  return Item as UserItem | undefined;
}
