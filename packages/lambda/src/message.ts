import type { TraceContext } from '@orderflow/tracing';

/**
 * Characters that JSON does not escape and SQS may refuse. XML 1.0 (section 2.2) does not allow U+FFFE and U+FFFF. Not
 * every implementation takes characters beyond U+FFFF, which are surrogates here.
 */
const REFUSED = /[\ud800-\udfff\ufffe\uffff]/g;

/**
 * A value as the body of a message. JSON may escape any character, so a user's name with a character that SQS refuses
 * cannot make a message that is never sent.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const toMessage = (value: unknown): string =>
  JSON.stringify(value).replace(REFUSED, (character) => `\\u${character.charCodeAt(0).toString(16)}`);

/**
 * The body and attributes of a message to a queue. The trace context goes into attributes, as in OpenTelemetry, so that
 * the body follows its schema, whichever version reads it.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function tracedMessage<T extends object>({ traceparent, tracestate, ...body }: T & TraceContext) {
  const attributes = Object.entries({ traceparent, tracestate }).flatMap(([name, StringValue]) =>
    StringValue ? [[name, { DataType: 'String', StringValue }] as const] : [],
  );
  return {
    MessageBody: toMessage(body),
    ...(attributes.length > 0 && { MessageAttributes: Object.fromEntries(attributes) }),
  };
}
