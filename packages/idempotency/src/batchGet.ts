import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { type Backoff, giveWay, MAX_ATTEMPTS } from './backoff.ts';
import { BusyError } from './busyError.ts';

/** The limit of BatchGetItem. */
const MAX_KEYS = 100;

type RequestItems = NonNullable<BatchGetCommandInput['RequestItems']>;

/**
 * The items with these keys, read consistently, in no particular order; absent ones are left out. Keys that an answer
 * leaves unprocessed are requested again.
 *
 * @throws BusyError when the table keeps leaving keys unprocessed.
 */
export async function batchGet<T>(
  client: DynamoDBDocumentClient,
  table: string,
  keys: Record<string, string>[],
  pause: Backoff = giveWay(),
): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < keys.length; start += MAX_KEYS) {
    const slice = keys.slice(start, start + MAX_KEYS);
    let rest: RequestItems = { [table]: { Keys: slice, ConsistentRead: true } };
    for (let attempt = 1; Object.keys(rest).length > 0; attempt++) {
      const { Responses, UnprocessedKeys = {} } = await client.send(
        new BatchGetCommand({ RequestItems: rest }),
      );
      found.push(...((Responses?.[table] ?? []) as T[]));
      rest = UnprocessedKeys;
      if (Object.keys(rest).length === 0) break;
      if (attempt === MAX_ATTEMPTS) throw new BusyError('the table keeps leaving keys unprocessed');
      await pause(attempt);
    }
  }
  return found;
}
