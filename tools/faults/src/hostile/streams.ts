import { createHash } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import { accountId, region } from '@orderflow/local/settings';
import type { Answer, Call, Fault } from '../seam/functionProcess.ts';
import { streamSamples } from './samples.ts';

const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${accountId}:${resource}`;
/** Sequence numbers only grow: a shard skips records that it has counted already. */
let sequence = 10n ** 55n;

/** Records of a Kinesis stream, one per text. */
export const clickRecords = (texts: string[]): object[] =>
  texts.map((text) => {
    const sequenceNumber = String(sequence++);
    return {
      eventID: `shardId-hostile:${sequenceNumber}`,
      eventSource: 'aws:kinesis',
      eventSourceARN: arn('kinesis', 'stream/orderflow-local-clicks'),
      kinesis: { sequenceNumber, data: Buffer.from(text).toString('base64') },
    };
  });

/**
 * Records of a table's stream, one per text with a valid item: one that DynamoDB can hold and that passes the
 * function's filter.
 */
export const itemRecords = (texts: string[]): object[] =>
  texts.flatMap((text) => {
    const item = itemIn(text);
    if (typeof item?.['event']?.['id'] !== 'string') return [];
    return {
      eventName: 'INSERT',
      eventSourceARN: arn('dynamodb', 'table/orderflow-local-hostile/stream/local'),
      dynamodb: {
        SequenceNumber: String(sequence++),
        Keys: { pk: { S: 'hostile' } },
        NewImage: marshall(item, { removeUndefinedValues: true }),
      },
    };
  });

function itemIn(text: string): Record<string, Record<string, unknown>> | undefined {
  try {
    const item = JSON.parse(text);
    // An item that cannot be marshalled was never in a table.
    marshall(item, { removeUndefinedValues: true });
    return item;
  } catch {
    return undefined;
  }
}

/** A valid record for the stream that a function reads. */
export const streamSample = (functionName: string): unknown => streamSamples[functionName];

/** Accepts messages that are set aside and events that are published, so that no other function gets them. */
export const takesAll =
  (told: (what: 'set aside' | 'published', count: number) => void): Fault =>
  async (call, forward) => {
    if (call.name === 'SQS.SendMessageBatch') {
      const { Entries } = JSON.parse(call.body.toString()) as {
        Entries: { Id: string; MessageBody: string }[];
      };
      told('set aside', Entries.length);
      return sent(Entries);
    }
    if (call.name !== 'SNS.PublishBatch') return forward(call);
    const ids = idsIn(call);
    told('published', ids.length);
    return published(ids);
  };

const sent = (entries: { Id: string; MessageBody: string }[]): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Buffer.from(
    JSON.stringify({
      Successful: entries.map(({ Id, MessageBody }) => ({
        Id,
        MessageId: Id,
        MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
      })),
      Failed: [],
    }),
  ),
});

const idsIn = ({ body }: Call): string[] =>
  [...new URLSearchParams(body.toString())]
    .filter(([name]) => /^PublishBatchRequestEntries\.member\.\d+\.Id$/.test(name))
    .map(([, id]) => id);

const published = (ids: string[]): Answer => {
  const members = ids.map((id) => `<member><Id>${id}</Id><MessageId>m</MessageId></member>`).join('');
  const result = `<PublishBatchResult><Failed/><Successful>${members}</Successful></PublishBatchResult>`;
  const body = Buffer.from(`<PublishBatchResponse>${result}</PublishBatchResponse>`);
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
};
