import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/** An item that can be created once: its key is derived from the request, its fingerprint from the content. */
export interface Creatable {
  pk: string;
  fingerprint: string;
}

/**
 * - `created`: this call wrote the item.
 * - `replayed`: an earlier call with the same content did; `item` is as it is now.
 * - `conflict`: an earlier call with other content did.
 */
export interface Creation<T> {
  outcome: 'created' | 'replayed' | 'conflict';
  item: T;
}

/**
 * Idempotent create in one conditional write: the first call writes, every later one gets the stored item.
 *
 * ```
 *  first       PutItem if pk is absent ──> written                        created
 *  again       PutItem if pk is absent ──> refused + the old item ──┬──> same fingerprint: replayed
 *                                                                   └──> other fingerprint: conflict
 * ```
 *
 * No lock and no in-progress state: a caller that dies leaves either nothing or the whole item. A repeat after a lost
 * answer is a replay. One call, and one write unit up to 1 KB.
 */
export async function createOnce<T extends Creatable>(
  client: DynamoDBDocumentClient,
  table: string,
  item: T,
): Promise<Creation<T>> {
  try {
    await client.send(
      new PutCommand({
        TableName: table,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { outcome: 'created', item };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
    return existing(item, unmarshall(error.Item) as T);
  }
}

/** The outcome for an item that was there before. */
export function existing<T extends Creatable>(wanted: T, old: T): Creation<T> {
  return { outcome: old.fingerprint === wanted.fingerprint ? 'replayed' : 'conflict', item: old };
}
