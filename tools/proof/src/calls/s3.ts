import type { Call } from './call.ts';

/**
 * What a path-style request to S3 needs, also one by a presigned URL.
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
  // PutObject also covers the parts of an upload, its beginning and its end.
  return [{ action: method === 'DELETE' ? 's3:DeleteObject' : 's3:PutObject', resource: object }];
}
