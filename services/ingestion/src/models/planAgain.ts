import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { env, toMessage } from '@orderflow/lambda';
import type { Upload } from './imports.ts';

/**
 * Queues an upload to be planned again: for a commit, for an undo, or to go on with a large file.
 *
 * @param delaySeconds at most 900, which is SQS's limit
 */
export async function planAgain(
  upload: Upload,
  bucket: string,
  sqs: Pick<SQSClient, 'send'>,
  delaySeconds = 0,
): Promise<void> {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: env('IMPORT_FILES_QUEUE_URL'),
      MessageBody: toMessage(notification(upload, bucket)),
      ...(delaySeconds > 0 && { DelaySeconds: delaySeconds }),
    }),
  );
}

/** The notification that S3 sends for the upload. {@link Upload.identity} makes it the same import again. */
const notification = ({ object: { key, etag, versionId }, identity }: Upload, bucket: string) => ({
  Records: [
    {
      eventName: 'ObjectCreated:Put',
      s3: {
        bucket: { name: bucket },
        object: {
          key: encodeURIComponent(key),
          eTag: etag.slice(1, -1),
          sequencer: identity,
          ...(versionId && { versionId }),
        },
      },
    },
  ],
});
