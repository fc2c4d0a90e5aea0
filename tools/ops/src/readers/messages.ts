import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { LogLine, Stage } from '../stage/types.ts';
import { findQueue, type QueueDefinition, queueUrl } from './queues.ts';

/** A message of a queue, for display. */
export interface PeekedMessage {
  messageId: string;
  /** The body, parsed when it is JSON. */
  body: unknown;
  receiveCount: number;
  /** RFC 3339. */
  sentAt: string;
  correlationId?: string;
  /** The consumer's last error for this message. */
  error?: string;
}

export interface Received {
  message: Message;
  peeked: PeekedMessage;
}

const BATCH = 10;
/** How long a message stays hidden from other receivers while it is shown. */
const HIDDEN_SECONDS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Receives up to `limit` messages of a queue and gives them back at once. SQS has no other way to read them. Their
 * receive count grows by one. This does not matter in a DLQ, but may move a message of a source queue to its DLQ.
 */
export async function peek(stage: Stage, name: string, limit: number): Promise<PeekedMessage[]> {
  const queue = findQueue(stage, name);
  const received: Received[] = [];
  try {
    for await (const one of receiveEach(stage, queue, { most: limit })) {
      received.push(one);
    }
  } finally {
    await giveBack(stage, queue, received);
  }
  return explain(
    stage,
    received.map(({ peeked }) => peeked),
  );
}

/**
 * Receives messages until none is left, or `most`. Each stays hidden until it is given back, deleted or its timeout
 * ends.
 */
export async function* receiveEach(
  stage: Stage,
  queue: QueueDefinition,
  { hiddenSeconds = HIDDEN_SECONDS, most = Number.POSITIVE_INFINITY } = {},
): AsyncGenerator<Received> {
  const QueueUrl = await queueUrl(stage, queue.name);
  const seen = new Set<string>();
  while (seen.size < most) {
    const { Messages = [] } = await stage.clients.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: Math.min(BATCH, most - seen.size),
        VisibilityTimeout: hiddenSeconds,
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    const fresh = Messages.filter(({ MessageId = '' }) => !seen.has(MessageId));
    if (fresh.length === 0) return;
    for (const message of fresh) {
      seen.add(message.MessageId ?? '');
      yield { message, peeked: toPeeked(message) };
    }
  }
}

export async function giveBack(stage: Stage, queue: QueueDefinition, received: Received[]): Promise<void> {
  const QueueUrl = await queueUrl(stage, queue.name);
  for (let i = 0; i < received.length; i += BATCH) {
    const Entries = received.slice(i, i + BATCH).map(({ message }, index) => ({
      Id: String(index),
      ReceiptHandle: message.ReceiptHandle,
      VisibilityTimeout: 0,
    }));
    await stage.clients.sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
}

export async function remove(stage: Stage, queue: QueueDefinition, { message }: Received): Promise<void> {
  const { ReceiptHandle } = message;
  await stage.clients.sqs.send(
    new DeleteMessageCommand({ QueueUrl: await queueUrl(stage, queue.name), ReceiptHandle }),
  );
}

/** Attributes of a received message in the format of SendMessage. */
export const attributesOf = ({ MessageAttributes }: Message): Record<string, MessageAttributeValue> =>
  MessageAttributes ?? {};

function toPeeked({ MessageId = '', Body = '', Attributes = {} }: Message): PeekedMessage {
  const body = decode(Body);
  const { correlationid, correlationId } = (body ?? {}) as Record<string, unknown>;
  const correlation = correlationid ?? correlationId;
  return {
    messageId: MessageId,
    body,
    receiveCount: Number(Attributes['ApproximateReceiveCount'] ?? 0),
    sentAt: new Date(Number(Attributes['SentTimestamp'] ?? 0)).toISOString(),
    ...(typeof correlation === 'string' ? { correlationId: correlation } : {}),
  };
}

function decode(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Adds the error from the consumers' logs to each message: `message failed` lines contain its id. */
async function explain(stage: Stage, messages: PeekedMessage[]): Promise<PeekedMessage[]> {
  const since = new Date(Date.now() - DAY_MS);
  return Promise.all(
    messages.map(async (message) => {
      const lines = await stage.sources.findLines(message.messageId, since);
      const error = lines.map(errorText).findLast((text) => text !== undefined);
      return error === undefined ? message : { ...message, error };
    }),
  );
}

export function errorText({ level, fields }: LogLine): string | undefined {
  const { name, message } = (fields['error'] ?? {}) as { name?: string; message?: string };
  return level === 'ERROR' && message ? [name, message].filter(Boolean).join(': ') : undefined;
}
