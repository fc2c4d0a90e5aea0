import { createRequire } from 'node:module';
import { join } from 'node:path';
import { guardServers } from '@orderflow/guard';
import { credentials } from '../settings.ts';
import { accessControl } from './accessControl.ts';
import type { Middleware } from './koa.ts';
import { NotificationApi } from './notificationApi.ts';
import { NotificationSender, type StorageEvent } from './notificationSender.ts';

interface S3rverOptions {
  address: string;
  port: number;
  directory: string;
  silent: boolean;
  vhostBuckets: boolean;
}

const require = createRequire(import.meta.url);
const S3rver = require('s3rver') as new (
  options: S3rverOptions,
) => {
  middleware: Middleware[];
  on(event: 'event', listener: (event: StorageEvent) => void): void;
  run(): Promise<unknown>;
  close(): Promise<unknown>;
};
const { DUMMY_ACCOUNT } = require('s3rver/lib/models/account') as {
  DUMMY_ACCOUNT: { createKeyPair(accessKeyId: string, secretAccessKey: string): void };
};

// As on AWS, a page of any origin may use a presigned URL (its signature is checked below), and the bucket's CORS rules
// decide what the page gets to see.
guardServers(({ method, url = '' }) => method === 'OPTIONS' || /[?&]X-Amz-Signature=/.test(url));

const secretAccessKey = String(process.env.AWS_SECRET_ACCESS_KEY);
// s3rver refuses unknown access keys. By default it knows one of its own only.
DUMMY_ACCOUNT.createKeyPair(credentials.accessKeyId, secretAccessKey);

const directory = String(process.env.STORAGE_DIRECTORY);
const server = new S3rver({
  address: '127.0.0.1',
  port: Number(process.env.STORAGE_PORT),
  directory,
  silent: true,
  vhostBuckets: false,
});
const sender = new NotificationSender();
const api = new NotificationApi(join(directory, '..', 'notifications.json'), (bucket, notification) =>
  sender.sendTest(bucket, notification),
);
server.middleware.unshift(accessControl(secretAccessKey), api.middleware);
server.on('event', (event) => void sender.send(event, api.notificationsOf));
await server.run();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => server.close().finally(() => process.exit()));
}
