import { S3Client } from '@aws-sdk/client-s3';
import { documentClient } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';
import { traced } from '@orderflow/tracing';

/** Where the models of this service keep their data. */
export const store = {
  client: traced(documentClient()),
  s3: traced(
    new S3Client({
      requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
      // A plain PUT cannot use a presigned URL with a checksum in it.
      requestChecksumCalculation: 'WHEN_REQUIRED',
    }),
  ),
  get imports() {
    return env('IMPORTS_TABLE');
  },
  get orders() {
    return env('ORDERS_TABLE');
  },
  get users() {
    return env('USERS_TABLE');
  },
  get inventory() {
    return env('INVENTORY_TABLE');
  },
  get bucket() {
    return env('IMPORTS_BUCKET');
  },
};

export type Store = typeof store;

/** Imports and their files. */
export type FilesStore = Pick<Store, 'client' | 'imports' | 's3' | 'bucket'>;
