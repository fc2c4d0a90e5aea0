import { PutObjectCommand } from '@aws-sdk/client-s3';
import { recordText } from '../csv/records/parseRecords.ts';
import { rejectLine } from '../csv/rejects/rejectLine.ts';
import type { Store } from '../lib/store.ts';
import type { RejectedRecord } from './insertOrCompare.ts';

/**
 * Writes the rejects of one chunk; a repeat overwrites them with the same bytes.
 *
 * @param bytes of the chunk, as text
 */
export async function putRejects(
  key: string,
  bytes: Buffer,
  rejected: RejectedRecord[],
  { s3, bucket }: Pick<Store, 's3' | 'bucket'>,
): Promise<void> {
  const lines = rejected.map(({ record, column, reason }) =>
    rejectLine({ line: record.line, column, reason, record: recordText(bytes, record) }),
  );
  await s3.send(
    new PutObjectCommand({ Bucket: bucket, Key: key, Body: lines.join(''), ContentType: 'text/csv' }),
  );
}
