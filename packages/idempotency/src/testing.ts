import { setTimeout as sleep } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { documentClient } from './client.ts';

export { Death, MortalProcess } from './mortal.ts';

/** A client that records the name of every request it sends, SDK retries included. */
export function countingClient(): { client: DynamoDBDocumentClient; requests: string[] } {
  const client = documentClient();
  const requests: string[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        requests.push(String(commandName));
        return next(args);
      },
    { step: 'finalizeRequest', priority: 'low' },
  );
  return { client, requests };
}

/**
 * A client whose first transactions are cancelled because others write to the same items. The local engines never
 * report this, AWS does.
 */
export function contendedClient(times: number): { client: DynamoDBDocumentClient; conflicts: () => number } {
  const client = documentClient();
  let conflicts = 0;
  client.middlewareStack.add((next) => async (args) => {
    const { TransactItems } = args.input as Partial<TransactWriteCommandInput>;
    if (!TransactItems || conflicts === times) return next(args);
    conflicts++;
    throw new TransactionCanceledException({
      message: 'Transaction cancelled',
      $metadata: {},
      CancellationReasons: TransactItems.map(() => ({ Code: 'TransactionConflict' })),
    });
  });
  return { client, conflicts: () => conflicts };
}

/** A client that delays each command by a random time up to `maxMs`, so that concurrent commands arrive in any order. */
export function jitteryClient(maxMs: number): DynamoDBDocumentClient {
  const client = documentClient();
  client.middlewareStack.add((next) => async (args) => {
    await sleep(Math.random() * maxMs);
    return next(args);
  });
  return client;
}
