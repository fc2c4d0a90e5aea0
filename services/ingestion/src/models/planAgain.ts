import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { env, toMessage } from '@orderflow/lambda';
import type { Upload } from './imports.ts';

/**
 * Has an upload planned once more, for what its import is about to do now, or goes on to do.
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

/** As S3 says that the upload is there: {@link Upload.identity} makes it the same import again. */
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
