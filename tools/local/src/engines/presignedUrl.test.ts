import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, test } from '@jest/globals';
import { isGenuine } from './presignedUrl.ts';

const client = new S3Client({
  region: 'us-east-1',
  endpoint: 'http://127.0.0.1:4003',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  requestChecksumCalculation: 'WHEN_REQUIRED',
});

describe('a presigned URL', () => {
  const signed = async () => {
    const command = new PutObjectCommand({ Bucket: 'b', Key: "in/a b(1)'ä.csv", ContentType: 'text/csv' });
    const url = new URL(await getSignedUrl(client, command, { signableHeaders: new Set(['content-type']) }));
    const headers = { host: url.host, 'content-type': 'text/csv' };
    return { method: 'PUT', url: url.pathname + url.search, headers };
  };

  test('is genuine for the request it was made for', async () => {
    expect(isGenuine(await signed(), 'local')).toBe(true);
    const url = new URL(await getSignedUrl(client, new GetObjectCommand({ Bucket: 'b', Key: 'k' })));
    expect(
      isGenuine({ method: 'GET', url: url.pathname + url.search, headers: { host: url.host } }, 'local'),
    ).toBe(true);
  });

  test('is not for another method, key, content type, expiry or secret', async () => {
    const request = await signed();
    expect(isGenuine({ ...request, method: 'GET' }, 'local')).toBe(false);
    expect(isGenuine({ ...request, url: request.url.replace('/b/in/', '/b/out/') }, 'local')).toBe(false);
    expect(
      isGenuine({ ...request, headers: { ...request.headers, 'content-type': 'text/plain' } }, 'local'),
    ).toBe(false);
    expect(
      isGenuine({ ...request, url: request.url.replace('X-Amz-Expires=900', 'X-Amz-Expires=9000') }, 'local'),
    ).toBe(false);
    expect(isGenuine(request, 'other')).toBe(false);
  });
});
