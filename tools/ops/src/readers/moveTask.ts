import { setTimeout as sleep } from 'node:timers/promises';
import {
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { Stage } from '../stage/types.ts';

/** Progress of SQS in moving a whole queue; the counts are approximate. */
export interface QueueMove {
  moved: number;
  /** Messages in the queue at the start. */
  total: number;
  /** SQS continues by itself: nobody needs to wait. */
  running: boolean;
}

const POLL_MS = 250;
const WATCHED_MS = 20_000;

/**
 * Has SQS move all messages of a DLQ (StartMessageMoveTask), and watches it for up to 20 seconds. SQS takes only the DLQ
 * of a queue. Messages that SNS or a function sent to that DLQ move, too, since the destination is named: SQS need not
 * know where each message came from. AWS does not say so in as many words, and it was not tried there.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 * @returns undefined if the engine has no such task (MiniStack); nothing was moved then
 * @throws Error when the move fails, with SQS's reason; the other messages are still in the DLQ
 */
export async function moveAll(
  { clients: { sqs } }: Stage,
  arns: { SourceArn: string; DestinationArn: string },
  perSecond?: number,
): Promise<QueueMove | undefined> {
  const rate = perSecond === undefined ? {} : { MaxNumberOfMessagesPerSecond: perSecond };
  try {
    await sqs.send(new StartMessageMoveTaskCommand({ ...arns, ...rate }));
  } catch (error) {
    if ((error as Error).name === 'InvalidAction') return undefined;
    throw error;
  }
  const deadline = Date.now() + WATCHED_MS;
  let task = await newestTask(sqs, arns.SourceArn);
  while (task?.Status === 'RUNNING' && Date.now() < deadline) {
    await sleep(POLL_MS);
    task = await newestTask(sqs, arns.SourceArn);
  }
  if (task?.Status === 'FAILED') throw new Error(`SQS could not move the queue: ${task.FailureReason}`);
  const moved = Number(task?.ApproximateNumberOfMessagesMoved ?? 0);
  const total = Math.max(moved, Number(task?.ApproximateNumberOfMessagesToMove ?? 0));
  return { moved, total, running: task?.Status === 'RUNNING' };
}

async function newestTask(
  sqs: SQSClient,
  SourceArn: string,
): Promise<ListMessageMoveTasksResultEntry | undefined> {
  const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
  return Results[0];
}
