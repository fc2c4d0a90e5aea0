import { isS3Notification, parse } from '@orderflow/validation';

/** An object that S3 says was written. */
export interface WrittenObject {
  bucket: string;
  /** Decoded. */
  key: string;
  /** As the header ETag, in double quotes. */
  etag: string;
  /** In a versioned bucket only. */
  versionId?: string;
  /** Differs for every write of one key. */
  sequencer: string;
}

/**
 * The objects that a message from S3 announces as created. There are none in the test message that S3 sends when
 * notifications are set up, and none for other events.
 *
 * @throws SyntaxError, ValidationError when the body is not such a message.
 */
export function writtenObjects(body: string): WrittenObject[] {
  const message: unknown = JSON.parse(body);
  if (isTestEvent(message)) return [];
  return parse(isS3Notification, message)
    .Records.filter(({ eventName }) => eventName.startsWith('ObjectCreated:'))
    .map(({ s3: { bucket, object } }) => ({
      bucket: bucket.name,
      // Form encoding: a space is a plus sign.
      key: decodeURIComponent(object.key.replaceAll('+', ' ')),
      etag: `"${object.eTag}"`,
      sequencer: object.sequencer,
      ...(object.versionId ? { versionId: object.versionId } : {}),
    }));
}

const isTestEvent = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'Event' in message && message.Event === 's3:TestEvent';
