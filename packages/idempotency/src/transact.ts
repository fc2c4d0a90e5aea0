import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type Backoff, giveWay, MAX_ATTEMPTS } from './backoff.ts';
import { BusyError } from './busyError.ts';
import { cancellationCodes, isInTheWay } from './cancellation.ts';
import type { TransactItem } from './consume.ts';

/**
 * One transaction on items that others may be writing. It is repeated on conflicts and throttling. A condition that
 * fails beside a conflict is also tried again, because the others may have written only half of their work.
 *
 * @throws TransactionCanceledException when conditions failed and nothing else: see its reasons.
 * @throws BusyError when the others did not give way in time.
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
        throw new BusyError('others keep changing the same items', { cause: error });
      }
      await pause(attempt);
    }
  }
}
