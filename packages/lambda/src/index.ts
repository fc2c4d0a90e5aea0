export { correlationIdFrom } from './correlation.ts';
export { decodeCursor, encodeCursor, invalidCursor, isTimestamp } from './cursor.ts';
export { env } from './env.ts';
export { consumeEvents } from './events.ts';
export { experimentBucket } from './experiment.ts';
export {
  type HttpReply,
  type HttpRequest,
  http,
  type PublicRequest,
  problemReply,
  publicHttp,
  replayed,
} from './http.ts';
export { idempotencyKey } from './idempotencyKey.ts';
export { kinesis, type Placed } from './kinesis.ts';
export { errorFields, type Logger, logger } from './log.ts';
export { toMessage, tracedMessage } from './message.ts';
export { measure } from './metrics.ts';
export { OnceHandler, provesUnsent } from './onceHandler.ts';
export { publishOutbox } from './outbox.ts';
export type { OutboxOptions } from './outboxRecord.ts';
export { pageLimit } from './pageLimit.ts';
export { isOutage } from './passing.ts';
export { giveBack } from './retry.ts';
export { type WrittenObject, writtenObjects } from './s3.ts';
export { type Firing, scheduled } from './scheduled.ts';
export { type SetAside, setAside, setUnreadableAside } from './setAside.ts';
export { sideBySide } from './sideBySide.ts';
export { CORRELATION_ID, eventAttributes, invocationAttributes } from './spanAttributes.ts';
export { each, type Failure, type Message, type SqsOptions, sqs } from './sqs.ts';
export { queueUrl, sqsClient } from './sqsClient.ts';
export { tableShard } from './tableShard.ts';
