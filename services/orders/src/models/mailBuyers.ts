import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type UserItem, userKey } from '@orderflow/domain';
import { type Consumption, onceOutside } from '@orderflow/idempotency';
import { env, logger, measure } from '@orderflow/lambda';
import {
  concernsAll,
  type Mail,
  MailHeldUpError,
  MailRefusedError,
  type Pace,
  pace,
  provesNotSent,
  type SendMail,
  sendBySes,
} from '@orderflow/mail';
import { traceFields } from '@orderflow/tracing';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { type BuyerEvent, buyerMail } from './buyerMail.ts';
import { type ImportEnd, importMail } from './importMail.ts';
import { findOrder } from './orders.ts';

export type MailEvent = BuyerEvent | ImportEnd;

type MailStore = Pick<Store, 'client' | 'orders' | 'users' | 'seen'>;

/** Longer than a mail can take to send, by the timeouts of its client. */
const LEASE_MS = 20_000;

const turns = pace(() => Number(env('MAILS_PER_SECOND')));

/**
 * Tells buyers what became of their orders, and importers who asked for it how their imports ended. It sends one mail
 * after the other, at the pace. When SES cannot be reached or asks to wait, the rest of the batch would fail, too, so
 * it waits.
 */
export async function mailBuyers(
  events: MailEvent[],
  store: MailStore = defaultStore,
  send: SendMail = sendBySes,
  next: Pace = turns,
): Promise<Consumption<MailEvent>> {
  const result: Consumption<MailEvent> = { applied: [], duplicates: [], failed: [] };
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
 * Only somebody whose address is confirmed gets a mail, because an order may name any user. The mail goes out twice
 * when a process dies, or loses the answer of SES, between sending it and completing its lease.
 */
async function tell(event: MailEvent, store: MailStore, send: SendMail): Promise<'done' | 'already'> {
  const mail = await mailFor(event, store);
  if (!mail) return 'already';
  const lease = {
    client: store.client,
    table: store.seen,
    key: keyOf(event),
    owner: randomUUID(),
    leaseMs: LEASE_MS,
    didNotHappen: provesNotSent,
  };
  try {
    return await onceOutside(lease, () => send(mail));
  } catch (error) {
    if (!(error instanceof MailRefusedError)) throw error;
    // SES will never take it, so nobody tries again.
    const log = logger({ correlationId: event.correlationid, ...traceFields(event) });
    log.warn('mail refused', { eventId: event.id });
    return 'done';
  }
}

/** The mail for an event; undefined when there is nobody to tell. */
async function mailFor(event: MailEvent, store: MailStore): Promise<Mail | undefined> {
  if (isImportEnd(event)) {
    const importer = await activeAccount(event.data.notify, store);
    return importer && importMail(importer, event, process.env['IMPORT_PAGE']);
  }
  // A refund of 0 is one that failed after it was made: nobody got any money.
  if (event.type === 'payment.refunded.v1' && event.data.refund === 0) return undefined;
  const order = await findOrder(event.data.orderId, store);
  const buyer = await activeAccount(order.userId, store);
  return buyer && buyerMail(buyer, order, event);
}

const isImportEnd = (event: MailEvent): event is ImportEnd => 'importId' in event.data;

/** An order is confirmed and shipped once, and refunded more than once. An import ends once. */
function keyOf(event: MailEvent): string {
  if (isImportEnd(event)) return `import-mail#${event.data.importId}`;
  const { type, data } = event;
  return `buyer-mail#${data.orderId}#${type === 'payment.refunded.v1' ? data.refundId : type}`;
}

async function activeAccount(
  userId: string | undefined,
  { client, users }: MailStore,
): Promise<UserItem | undefined> {
  if (userId === undefined) return undefined;
  const { Item } = await client.send(
    new GetCommand({ TableName: users, Key: { pk: userKey(userId) }, ConsistentRead: true }),
  );
  const account = Item as UserItem | undefined;
  return account?.status === 'ACTIVE' ? account : undefined;
}
