import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { erasedUser } from '@orderflow/domain';
import { env, queueUrl, sideBySide, sqsClient, toMessage } from '@orderflow/lambda';
import type { UserErasedEvent } from '@orderflow/validation';
import { store as defaultStore, type Store } from '../lib/store.ts';

type OrdersStore = Pick<Store, 'client' | 'orders'>;

/** Orders of one message: at 10 ms a write and {@link IN_FLIGHT} at a time, a few seconds of a consumer's 30. */
const ORDERS_PER_MESSAGE = 2_000;
const PAGE = 100;
const IN_FLIGHT = 10;

/**
 * How long orders of the person may still come in: their writes began before the mark was there. An import's chunk that
 * had checked for the mark before takes five minutes at most (`chunkTimeout`). The rest is time for the index to catch
 * up.
 */
const SETTLE_MS = 15 * 60_000;
/** The delay between two checks during that time, in seconds: less than the age at which the queue's alarm goes off. */
const AGAIN_SECONDS = 300;

/** Puts an event into the queue once more. */
export type Continue = (event: UserErasedEvent, delaySeconds: number) => Promise<void>;

/**
 * Removes user id, note and tracking code from the orders of a person. Counters do not change. First it writes a mark,
 * so that imports bring in no more orders. An anonymised order is no longer in the index, so each attempt continues
 * where another one stopped. A person with a million orders takes as many messages as needed.
 *
 * @returns how many orders this message anonymised, and whether another message follows: now, later, or none.
 */
export async function eraseOrders(
  event: UserErasedEvent,
  now: Date,
  store: OrdersStore = defaultStore,
  goOn: Continue = sendAgain,
  perMessage = ORDERS_PER_MESSAGE,
): Promise<{ erased: number; next: 'now' | 'later' | 'none' }> {
  const { userId, erasedAt } = event.data;
  await store.client.send(new PutCommand({ TableName: store.orders, Item: erasedUser(userId, erasedAt) }));
  let erased = 0;
  for (let left = await page(userId, store); left.length > 0; left = await page(userId, store)) {
    erased += await anonymiseAll(left, userId, store);
    if (erased >= perMessage) {
      await goOn(event, 0);
      return { erased, next: 'now' };
    }
    // The index lags behind the table: it may still show orders that are done.
    if (left.length < PAGE) break;
  }
  if (Math.abs(now.getTime() - Date.parse(erasedAt)) >= SETTLE_MS) return { erased, next: 'none' };
  await goOn(event, AGAIN_SECONDS);
  return { erased, next: 'later' };
}

async function page(userId: string, { client, orders }: OrdersStore): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: orders,
      IndexName: 'byUser',
      KeyConditionExpression: 'userId = :userId',
      ExpressionAttributeValues: { ':userId': userId },
      Limit: PAGE,
    }),
  );
  return Items.map(({ pk }) => pk);
}

/** @returns how many were still the person's */
async function anonymiseAll(orderIds: string[], userId: string, store: OrdersStore): Promise<number> {
  let done = 0;
  await sideBySide(orderIds, IN_FLIGHT, async (orderId) => {
    if (await anonymise(orderId, userId, store)) done++;
  });
  return done;
}

/** The item's event does not change, so this announces nothing. */
async function anonymise(orderId: string, userId: string, { client, orders }: OrdersStore): Promise<boolean> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: orders,
        Key: { pk: orderId },
        UpdateExpression: 'REMOVE userId, note, trackingCode',
        ConditionExpression: 'userId = :userId',
        ExpressionAttributeValues: { ':userId': userId },
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return false;
  }
}

const sqs = sqsClient();

async function sendAgain(
  event: UserErasedEvent,
  DelaySeconds: number,
  client: Pick<SQSClient, 'send'> = sqs,
): Promise<void> {
  await client.send(
    new SendMessageCommand({
      QueueUrl: queueUrl(env('ERASE_ORDERS_QUEUE_ARN')),
      MessageBody: toMessage(event),
      DelaySeconds,
    }),
  );
}
