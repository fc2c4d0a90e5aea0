import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { env } from '@orderflow/lambda';
import { traced } from '@orderflow/tracing';

/** Separate from the store, because a bundle with S3 in it is a third larger. */
const s3 = traced(
  new S3Client({
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  }),
);

/** Puts an object into the reports bucket. It may be repeated. */
export type PutReport = (key: string, body: string, contentType: string) => Promise<void>;

export const putReport: PutReport = async (Key, Body, ContentType) => {
  await s3.send(new PutObjectCommand({ Bucket: env('REPORTS_BUCKET'), Key, Body, ContentType }));
};
