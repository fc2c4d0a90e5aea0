import {
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { DataStore } from './dataStore.ts';

const s3 = new S3Client({});

export const bucket = (Bucket: string): DataStore => ({
  name: `bucket ${Bucket}`,
  takesName: true,

  async holdsData() {
    const { Versions, DeleteMarkers } = await s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 1 }));
    return Boolean(Versions?.length || DeleteMarkers?.length);
  },

  async release() {
    for (;;) {
      const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
      if (Objects.length === 0) return;
      const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
      if (Errors[0]) throw new Error(`cannot delete ${Errors[0].Key} in ${Bucket}: ${Errors[0].Message}`);
    }
  },

  async delete() {
    // Empty it again: access logs may arrive up to an hour late.
    await this.release();
    await s3.send(new DeleteBucketCommand({ Bucket }));
  },
});
