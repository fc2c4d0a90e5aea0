import { enterTrace, type TraceContext, traceFields } from '@orderflow/tracing';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { correlationIdFrom } from './correlation.ts';
import { errorFields, type Logger, logger } from './log.ts';
import { measure } from './metrics.ts';
import { isOutage } from './passing.ts';
import { type Failed, giveBack } from './retry.ts';
import { sideBySide } from './sideBySide.ts';

export interface Message<T> {
  value: T;
  correlationId: string;
  /** A span of its own in the trace that the message is of. */
  trace: TraceContext;
  log: Logger;
}

export interface Failure<T> {
  message: Message<T>;
  error: unknown;
}

export interface SqsOptions<T> {
  /** Reads one body; what it throws fails that record alone. */
  read(body: string): T;
  correlationId(value: T): string | undefined;
  /** What the body says of its trace. By default it says nothing, and the message's attributes do. */
  trace?(value: T): TraceContext;
  /** Handles what could be read, as one batch. Returns what failed; throwing fails all of it. */
  handle(messages: Message<T>[]): Promise<Failure<T>[]>;
  /** The metric of how long messages have been failing for no reason of their own, in seconds. */
  patience?: string;
}

/**
 * Adapts a batch function to an SQS event source with partial batch responses: a record that cannot be read or handled
 * is reported alone, and its neighbours are done. Failed records are given back for a time that depends on whose fault
 * it is, instead of waiting for their visibility timeout.
 */
export function sqs<T>(
  { read, correlationId, trace: traceIn, handle, patience = 'RetrySeconds' }: SqsOptions<T>,
  retryLater = giveBack,
) {
  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const records = new Map<Message<T>, SQSRecord>();
    const failed: Failed[] = [];
    for (const record of event.Records) {
      try {
        const value = read(record.body);
        const id = correlationIdFrom(correlationId(value));
        const trace = enterTrace(traceIn ? traceIn(value) : attributesOf(record));
        const log = logger({ correlationId: id, ...traceFields(trace) });
        records.set({ value, correlationId: id, trace, log }, record);
      } catch (error) {
        const log = logger(looseFields(record));
        log.error('message cannot be read', { ...receipt(record), ...errorFields(error) });
        failed.push({ record, error });
      }
    }
    for (const { message, error } of await handleAll(handle, [...records.keys()])) {
      const record = records.get(message);
      if (!record) throw new Error('a batch function reported a message that it was not given');
      message.log.error('message failed', { ...receipt(record), ...errorFields(error) });
      failed.push({ record, error });
    }
    if (failed.length > 0) await retryLater(failed);
    measurePatience(patience, failed);
    return { batchItemFailures: failed.map(({ record }) => ({ itemIdentifier: record.messageId })) };
  };
}

async function handleAll<T>(handle: SqsOptions<T>['handle'], messages: Message<T>[]): Promise<Failure<T>[]> {
  if (messages.length === 0) return [];
  try {
    return await handle(messages);
  } catch (error) {
    return messages.map((message) => ({ message, error }));
  }
}

/** A batch function from one for a single message: `limit` at a time, each failing alone. */
export const each =
  <T>(handle: (message: Message<T>) => Promise<void>, limit = 10): SqsOptions<T>['handle'] =>
  async (messages) => {
    const failures: Failure<T>[] = [];
    await sideBySide(messages, limit, (message) =>
      handle(message).catch((error: unknown) => void failures.push({ message, error })),
    );
    return failures;
  };

/** SQS's own age of the oldest message leaves out what was received three times or more. */
function measurePatience(metric: string, failed: Failed[]): void {
  const now = Date.now();
  const seconds = failed
    .filter(({ error }) => isOutage(error))
    .map(({ record }) =>
      Math.round((now - Number(record.attributes.ApproximateFirstReceiveTimestamp)) / 1000),
    );
  if (seconds.length > 0) measure('Seconds', { [metric]: seconds });
}

const receipt = ({ messageId, eventSourceARN, attributes }: SQSRecord) => ({
  messageId,
  queue: eventSourceARN.split(':').at(-1),
  receiveCount: Number(attributes.ApproximateReceiveCount),
});

/** Whoever invokes the function by hand may have left the attributes out. */
const attributesOf = ({ messageAttributes = {} }: Partial<SQSRecord>): TraceContext => ({
  traceparent: messageAttributes['traceparent']?.stringValue,
  tracestate: messageAttributes['tracestate']?.stringValue,
});

/** Correlation id and trace of a message that breaks its schema, if they can be found at all: poison should be findable. */
function looseFields(record: SQSRecord) {
  const attributes = attributesOf(record);
  try {
    const { correlationid, correlationId, traceparent } = JSON.parse(record.body);
    const id = correlationid ?? correlationId;
    return {
      correlationId: typeof id === 'string' ? correlationIdFrom(id) : undefined,
      ...traceFields({ traceparent: traceparent ?? attributes.traceparent }),
    };
  } catch {
    return traceFields(attributes);
  }
}
