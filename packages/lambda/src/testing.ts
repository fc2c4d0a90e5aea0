import { type PublishBatchCommandInput, SNSClient } from '@aws-sdk/client-sns';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';

/** The beginning of a line in the Embedded Metric Format. */
const METRICS = /^\{"_aws"/;

/**
 * Adds up what functions measure while `run` runs, by metric. Other output is hidden.
 *
 * @throws what `run` throws
 */
export async function measuredBy(run: () => Promise<unknown>): Promise<Record<string, number>> {
  const { write } = process.stdout;
  const { STAGE } = process.env;
  const lines: string[] = [];
  process.stdout.write = (text) => lines.push(...String(text).split('\n')) > 0;
  process.env['STAGE'] = 'test';
  try {
    await run();
  } finally {
    process.stdout.write = write;
    if (STAGE === undefined) delete process.env['STAGE'];
    else process.env['STAGE'] = STAGE;
  }
  return lines.filter((line) => METRICS.test(line)).reduce(add, {});
}

function add(sums: Record<string, number>, line: string): Record<string, number> {
  const { _aws, ...fields } = JSON.parse(line);
  const { Metrics } = _aws.CloudWatchMetrics[0] as { Metrics: { Name: string }[] };
  const sum = ({ Name }: { Name: string }) => [Name, (sums[Name] ?? 0) + Number(fields[Name])];
  return { ...sums, ...Object.fromEntries(Metrics.map(sum)) };
}

/** A message as the subscribers of the topic get it. */
type Published = Record<string, unknown> & { type: string };

/**
 * The messages that a `publishEvents` function publishes for items. Nothing is sent.
 *
 * @throws Error when it could not publish one of them.
 */
export async function publishedBy(
  handler: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>,
  items: object[],
): Promise<Published[]> {
  const { send } = SNSClient.prototype;
  const messages: Published[] = [];
  process.env['EVENTS_TOPIC_ARN'] ??= 'arn:aws:sns:us-east-1:000000000000:events';
  SNSClient.prototype.send = async ({ input }: { input: PublishBatchCommandInput }) => {
    const entries = input.PublishBatchRequestEntries ?? [];
    messages.push(...entries.map(({ Message = '' }) => JSON.parse(Message)));
    return { Successful: entries.map(({ Id }) => ({ Id })) };
  };
  try {
    const Records = items.map((item, index) => ({
      eventName: 'INSERT' as const,
      dynamodb: {
        SequenceNumber: String(index),
        NewImage: marshall(item, { removeUndefinedValues: true }) as Record<string, AttributeValue>,
      },
    }));
    const { batchItemFailures } = await handler({ Records });
    if (batchItemFailures.length > 0) throw new Error(`not published: ${JSON.stringify(batchItemFailures)}`);
  } finally {
    SNSClient.prototype.send = send;
  }
  return messages;
}
