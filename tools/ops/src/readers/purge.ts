import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import type { Stage } from '../stage/types.ts';
import { findQueue, queueUrl } from './queues.ts';

/**
 * Deletes all messages of a dead-letter queue. SQS allows it once a minute per queue.
 *
 * @throws Error for a queue that is not a DLQ: its messages are still to be processed
 */
export async function purge(stage: Stage, name: string): Promise<string> {
  const queue = findQueue(stage, name);
  if (!queue.dlq) throw new Error(`${queue.shortName} is no dead-letter queue; only those are purged`);
  await stage.clients.sqs.send(new PurgeQueueCommand({ QueueUrl: await queueUrl(stage, queue.name) }));
  return queue.shortName;
}
