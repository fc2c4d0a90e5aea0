import { setTimeout as sleep } from 'node:timers/promises';
import { HeadObjectCommand, NotFound, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { region } from '../settings.ts';
import { encodeKey, notifies, type QueueNotification } from './bucketNotifications.ts';

/** An event as s3rver emits it. */
export interface StorageEvent {
  Records: {
    eventName: string;
    s3: { bucket: { name: string; arn: string }; object: { key: string; eTag?: string; sequencer: string } };
  }[];
}

const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 5_000;

// s3rver's sequencer is a time in milliseconds. Two writes in the same millisecond must differ, too.
let written = 0;

/** Sends the notifications of a bucket's events to their queues, and retries until the queue takes them: at least once. */
export class NotificationSender {
  readonly #sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  readonly #s3 = new S3Client({ forcePathStyle: true });

  /** The test event that S3 sends when a notification is configured. */
  async sendTest(bucket: string, { queueArn }: QueueNotification): Promise<void> {
    const body = {
      Service: 'Amazon S3',
      Event: 's3:TestEvent',
      Time: new Date().toISOString(),
      Bucket: bucket,
    };
    await this.#send(queueArn, body);
  }

  async send(
    { Records }: StorageEvent,
    notificationsOf: (bucket: string) => QueueNotification[],
  ): Promise<void> {
    for (const record of Records) {
      const { bucket, object } = record.s3;
      const wanted = notificationsOf(bucket.name).filter((one) =>
        notifies(one, record.eventName, object.key),
      );
      if (wanted.length === 0) continue;
      written += 1;
      const complete = {
        ...record,
        s3: {
          ...record.s3,
          bucket: { ...bucket, arn: `arn:aws:s3:::${bucket.name}` },
          object: {
            ...object,
            key: encodeKey(object.key),
            eTag: object.eTag ?? (await this.#etag(bucket.name, object.key)),
            sequencer: `${object.sequencer.padStart(16, '0')}${written.toString(16).padStart(8, '0').toUpperCase()}`,
          },
        },
      };
      for (const { queueArn } of wanted) await this.#send(queueArn, { Records: [complete] });
    }
  }

  /** s3rver omits the ETag in the event of a copy. An object that was deleted meanwhile has none, and nobody needs it. */
  async #etag(Bucket: string, Key: string): Promise<string> {
    const head = await this.#s3.send(new HeadObjectCommand({ Bucket, Key })).catch((error: unknown) => {
      if (error instanceof NotFound) return { ETag: undefined };
      throw error;
    });
    return head.ETag?.replaceAll('"', '') ?? 'gone';
  }

  async #send(queueArn: string, body: object): Promise<void> {
    const [account, name] = queueArn.split(':').slice(-2);
    const command = new SendMessageCommand({
      QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
      MessageBody: JSON.stringify(body),
    });
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, MAX_PAUSE_MS)) {
      try {
        await this.#sqs.send(command);
        return;
      } catch (error) {
        process.stderr.write(`notification to ${name} waits: ${error}\n`);
        await sleep(pause);
      }
    }
  }
}
