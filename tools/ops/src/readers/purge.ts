import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import type { Stage } from '../stage/types.ts';
import { findQueue, queueUrl } from './queues.ts';

/**
 * Deletes everything in a dead-letter queue. Once a minute per queue, as SQS has it.
 *
 * @throws Error for a queue that is no DLQ: what waits there is work, not waste
 */
export async function purge(stage: Stage, name: string): Promise<string> {
  const queue = findQueue(stage, name);
  if (!queue.dlq) throw new Error(`${queue.shortName} is no dead-letter queue; only those are purged`);
  await stage.clients.sqs.send(new PurgeQueueCommand({ QueueUrl: await queueUrl(stage, queue.name) }));
  return queue.shortName;
}
