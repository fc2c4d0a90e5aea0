import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseNotifications, type QueueNotification } from './bucketNotifications.ts';
import type { Middleware } from './koa.ts';

/**
 * PutBucketNotificationConfiguration for s3rver, which lacks it. Configurations are kept in a file and survive a restart.
 */
export class NotificationApi {
  readonly #file: string;
  readonly #byBucket: Map<string, QueueNotification[]>;
  readonly #onPut: (bucket: string, notification: QueueNotification) => Promise<void>;

  constructor(file: string, onPut: (bucket: string, notification: QueueNotification) => Promise<void>) {
    this.#file = file;
    this.#onPut = onPut;
    this.#byBucket = new Map(Object.entries(read(file)));
  }

  notificationsOf = (bucket: string): QueueNotification[] => this.#byBucket.get(bucket) ?? [];

  middleware: Middleware = async (context, next) => {
    if (context.method !== 'PUT' || !('notification' in context.query)) return next();
    const bucket = context.path.split('/')[1] ?? '';
    const notifications = parseNotifications(await text(context.req));
    this.#byBucket.set(bucket, notifications);
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(Object.fromEntries(this.#byBucket)));
    for (const notification of notifications) await this.#onPut(bucket, notification);
    context.status = 200;
    context.body = '';
  };
}

function read(file: string): Record<string, QueueNotification[]> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
