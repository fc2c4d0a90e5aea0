import { setTimeout as delay } from 'node:timers/promises';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Stage } from '../stage/types.ts';
import { attributesOf, giveBack, type Received, receiveEach, remove } from './messages.ts';
import { moveAll, type QueueMove } from './moveTask.ts';
import { findQueue, type QueueDefinition, queueArn, queueUrl } from './queues.ts';

export interface RedriveOptions {
  /** Text that a message's body or id must contain. */
  filter?: string;
  /** Ids of the messages to move. */
  ids?: readonly string[];
  /** Messages a second, at most. */
  perSecond?: number;
  /** Only tells which messages would be moved. */
  dryRun?: boolean;
}

export interface Redriven {
  from: string;
  to: string;
  /** Ids of the messages that were moved, or would be. Empty when SQS moves the whole queue itself. */
  moved: string[];
  /** Number of messages that were looked at and left. */
  left: number;
  dryRun: boolean;
  /** Set when SQS itself moves the whole queue. */
  bySqs?: QueueMove;
}

/** Long enough to look through a big queue before the messages left behind become visible again. */
const HIDDEN_SECONDS = 300;

/**
 * Sends messages of a dead-letter queue back to their queue. SQS itself moves the whole queue of a consumer. A
 * selection is received, sent and only then deleted, so an interruption loses nothing. At worst one message is sent
 * twice; consumers recognize it by its event id.
 *
 * @throws Error for a queue that is not a DLQ, or whose messages belong to no queue
 */
export async function redrive(stage: Stage, name: string, options: RedriveOptions = {}): Promise<Redriven> {
  const dlq = findQueue(stage, name);
  const to = destination(dlq);
  const answer = { from: dlq.shortName, to, dryRun: options.dryRun ?? false };
  const wholeQueue = options.filter === undefined && options.ids === undefined;
  if (wholeQueue && !options.dryRun) {
    const arns = { SourceArn: await queueArn(stage, dlq.name), DestinationArn: await queueArn(stage, to) };
    const bySqs = await moveAll(stage, arns, options.perSecond);
    if (bySqs) return { ...answer, moved: [], left: bySqs.total - bySqs.moved, bySqs };
  }
  return { ...answer, ...(await moveSelected(stage, dlq, to, options)) };
}

function destination({ shortName, dlq, redriveTo }: QueueDefinition): string {
  if (redriveTo) return redriveTo;
  if (dlq === 'stream')
    throw new Error(
      `${shortName} holds pointers into a stream, not messages: see "Replay events" in docs/runbook.md`,
    );
  if (dlq === 'schedule')
    throw new Error(
      `${shortName} holds what schedules failed to do: run them again, see "Schedule failures" in docs/runbook.md`,
    );
  throw new Error(`${shortName} is no dead-letter queue`);
}

async function moveSelected(stage: Stage, dlq: QueueDefinition, to: string, options: RedriveOptions) {
  const { filter, ids, perSecond, dryRun } = options;
  const QueueUrl = await queueUrl(stage, to);
  const moved: string[] = [];
  const kept: Received[] = [];
  try {
    for await (const one of receiveEach(stage, dlq, { hiddenSeconds: HIDDEN_SECONDS })) {
      if (!isSelected(one, filter, ids)) {
        kept.push(one);
        continue;
      }
      moved.push(one.peeked.messageId);
      if (dryRun) {
        kept.push(one);
        continue;
      }
      const { Body, ...message } = one.message;
      await stage.clients.sqs.send(
        new SendMessageCommand({ QueueUrl, MessageBody: Body, MessageAttributes: attributesOf(message) }),
      );
      await remove(stage, dlq, one);
      if (perSecond) await delay(1000 / perSecond);
    }
  } finally {
    await giveBack(stage, dlq, kept);
  }
  return { moved, left: dryRun ? kept.length - moved.length : kept.length };
}

const isSelected = ({ message, peeked }: Received, filter?: string, ids?: readonly string[]): boolean =>
  (filter === undefined || `${peeked.messageId} ${message.Body}`.includes(filter)) &&
  (ids === undefined || ids.includes(peeked.messageId));
