import { describe, expect, test } from '@jest/globals';
import { encodeKey, notifies, parseNotifications } from './bucketNotifications.ts';

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <QueueConfiguration>
    <Id>a</Id><Queue>arn:q</Queue><Event>s3:ObjectCreated:*</Event>
    <Filter><S3Key>
      <FilterRule><Name>prefix</Name><Value>incoming/</Value></FilterRule>
      <FilterRule><Name>suffix</Name><Value>.csv</Value></FilterRule>
    </S3Key></Filter>
  </QueueConfiguration>
</NotificationConfiguration>`;

describe('bucket notifications', () => {
  const [notification] = parseNotifications(xml);

  test('are read from the body of the S3 API', () => {
    expect(notification).toEqual({
      queueArn: 'arn:q',
      events: ['s3:ObjectCreated:*'],
      prefix: 'incoming/',
      suffix: '.csv',
    });
  });

  test('an empty configuration has none', () => {
    expect(parseNotifications('<NotificationConfiguration/>')).toEqual([]);
  });

  test('other targets than queues are refused', () => {
    const topic = xml.replaceAll('QueueConfiguration', 'TopicConfiguration');
    expect(() => parseNotifications(topic)).toThrow('not to TopicConfiguration');
  });

  test.each([
    ['ObjectCreated:Put', 'incoming/a.csv', true],
    ['ObjectCreated:CompleteMultipartUpload', 'incoming/a/b.csv', true],
    ['ObjectRemoved:Delete', 'incoming/a.csv', false],
    ['ObjectCreated:Put', 'rejects/a.csv', false],
    ['ObjectCreated:Put', 'incoming/a.txt', false],
  ])('%s of %s notifies: %s', (event, key, expected) => {
    expect(notification && notifies(notification, event, key)).toBe(expected);
  });

  test('keys are form-encoded', () => {
    expect(encodeKey('incoming/my file+ä.csv')).toBe('incoming/my+file%2B%C3%A4.csv');
  });
});
