import type { Call } from './call.ts';

/**
 * The permission for a path-style S3 request, also for a presigned URL.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export function s3Calls(method: string, url: URL): Call[] {
  const [, bucket = '', key = ''] = /^\/([^/]+)\/?(.*)$/.exec(decodeURIComponent(url.pathname)) ?? [];
  const query = url.searchParams;
  const object = `arn:aws:s3:::${bucket}/${key}`;
  if (!key)
    return [
      {
        action: query.has('versions') ? 's3:ListBucketVersions' : 's3:ListBucket',
        resource: `arn:aws:s3:::${bucket}`,
      },
    ];
  if (method === 'GET' || method === 'HEAD') {
    return [{ action: query.has('versionId') ? 's3:GetObjectVersion' : 's3:GetObject', resource: object }];
  }
  if (method === 'DELETE' && query.has('uploadId')) {
    return [{ action: 's3:AbortMultipartUpload', resource: object }];
  }
  // PutObject also covers a multipart upload: its start, its parts and its completion.
  return [{ action: method === 'DELETE' ? 's3:DeleteObject' : 's3:PutObject', resource: object }];
}
