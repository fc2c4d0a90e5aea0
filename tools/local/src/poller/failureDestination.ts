import { randomUUID } from 'node:crypto';
import { accountId, region } from '../settings.ts';
import type { Invocation } from './invoke.ts';
import type { StreamRecord } from './shardStream.ts';
import type { Delivery } from './streamRetry.ts';

export type DiscardReason = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

interface FailureContext {
  functionName: string;
  streamArn: string;
  shardId: string;
  batchInfoKey: string;
  now: number;
}

/**
 * The message that Lambda sends to a stream's on-failure destination. It has the place of the records, but not the records.
 *
 * @param failure the last invocation; absent when the records expired
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function failureMessage(
  { records, invocations }: Delivery<StreamRecord>,
  condition: DiscardReason,
  failure: Invocation | undefined,
  { functionName, streamArn, shardId, batchInfoKey, now }: FailureContext,
): Record<string, unknown> {
  const first = records[0] as StreamRecord;
  const last = records.at(-1) as StreamRecord;
  return {
    requestContext: {
      requestId: failure?.status === 'failed' ? failure.requestId : randomUUID(),
      functionArn: `arn:aws:lambda:${region}:${accountId}:function:${functionName}`,
      condition,
      approximateInvokeCount: invocations,
    },
    ...(failure && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        ...(failure.status === 'failed' && { functionError: 'Unhandled' }),
      },
    }),
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    [batchInfoKey]: {
      shardId,
      startSequenceNumber: first.sequenceNumber,
      endSequenceNumber: last.sequenceNumber,
      approximateArrivalOfFirstRecord: toSeconds(first.arrivedAt),
      approximateArrivalOfLastRecord: toSeconds(last.arrivedAt),
      batchSize: records.length,
      streamArn,
    },
  };
}

function toSeconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
