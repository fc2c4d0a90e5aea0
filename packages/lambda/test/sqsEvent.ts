import type { SQSEvent, SQSRecord } from 'aws-lambda';

/** A record of a queue whose messageId is `message-<index>`, received for the `receives`-th time. */
export const sqsRecord = (body: string, index = 0, receives = 1): SQSRecord => ({
  messageId: `message-${index}`,
  receiptHandle: `receipt-${index}`,
  body,
  attributes: {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: '0',
    SenderId: 'sns',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:orderflow-test-inventory',
  awsRegion: 'eu-central-1',
});

/** The event of a queue: one record per body. */
export const sqsEvent = (...bodies: string[]): SQSEvent => ({
  Records: bodies.map((body, index) => sqsRecord(body, index)),
});
