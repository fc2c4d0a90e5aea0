import { experimentBucket, publicHttp } from '@orderflow/lambda';
import { config } from '../models/config.ts';

export const handler = publicHttp(async ({ headers }) => ({
  status: 200,
  body: config(headers['cloudfront-viewer-country'], experimentBucket(headers)),
  headers: { 'cache-control': 'public, max-age=300' },
}));
