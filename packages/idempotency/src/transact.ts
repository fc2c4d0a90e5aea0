import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { RefusedError } from '@orderflow/domain';
import { type Backoff, giveWay, MAX_ATTEMPTS } from './backoff.ts';
import { cancellationCodes, isInTheWay } from './cancellation.ts';
import type { TransactItem } from './consume.ts';

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
  pause: Backoff = giveWay(),
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }));
      return;
    } catch (error) {
      if (!cancellationCodes(error).some(isInTheWay)) throw error;
      if (attempt === MAX_ATTEMPTS) {
        throw new RefusedError('unavailable', 'Others are changing the same data; try again in a moment');
      }
      await pause(attempt);
    }
  }
}
