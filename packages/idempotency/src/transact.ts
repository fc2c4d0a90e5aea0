import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { RefusedError } from '@orderflow/domain';
import { type Backoff, fullJitter } from './backoff.ts';
import type { TransactItem } from './consume.ts';

const MAX_ATTEMPTS = 8;
const OTHERS_IN_THE_WAY = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/**
 * One transaction on items that others may be writing: repeated while they are in the way. A condition that fails
 * beside a conflict is judged again, because it saw what the others have written so far, which may be half of it.
 *
 * @throws TransactionCanceledException when conditions failed and nothing else: see its reasons.
 * @throws RefusedError (unavailable) when the others did not give way in time.
 */
export async function transact(
  client: DynamoDBDocumentClient,
  items: TransactItem[],
  pause: Backoff = fullJitter(25, 1_000),
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }));
      return;
    } catch (error) {
      if (!isContention(error)) throw error;
      if (attempt === MAX_ATTEMPTS) {
        throw new RefusedError('unavailable', 'Others are changing the same data; try again in a moment');
      }
      await pause(attempt);
    }
  }
}

const isContention = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).some(({ Code = 'None' }) => OTHERS_IN_THE_WAY.has(Code));
