import { describe, expect, test } from '@jest/globals';
import { ValidationError } from '@orderflow/validation';
import { writtenObjects } from './s3.ts';

const record = (object: object, eventName = 'ObjectCreated:Put') => ({
  eventVersion: '2.3',
  eventSource: 'aws:s3',
  eventName,
  s3: {
    bucket: { name: 'imports' },
    object: { key: 'incoming/a.csv', eTag: 'd41d8', sequencer: '0055AED6DCD90281E5', ...object },
  },
});
const body = (...Records: object[]) => JSON.stringify({ Records });

describe('writtenObjects', () => {
  test('reads every record, with the ETag in the form of the header', () => {
    const [first, second] = [record({}), record({ key: 'incoming/b.csv', versionId: 'v1' })];
    expect(writtenObjects(body(first, second))).toEqual([
      { bucket: 'imports', key: 'incoming/a.csv', etag: '"d41d8"', sequencer: '0055AED6DCD90281E5' },
      {
        bucket: 'imports',
        key: 'incoming/b.csv',
        etag: '"d41d8"',
        versionId: 'v1',
        sequencer: '0055AED6DCD90281E5',
      },
    ]);
  });

  test('decodes keys, in which a space is a plus sign', () => {
    const [object] = writtenObjects(body(record({ key: 'incoming/J%C3%A4nner+2026+%2B1.csv' })));
    expect(object?.key).toBe('incoming/Jänner 2026 +1.csv');
  });

  test('has no object for the test message, or for a deletion', () => {
    const test = {
      Service: 'Amazon S3',
      Event: 's3:TestEvent',
      Time: '2026-01-01T00:00:00Z',
      Bucket: 'imports',
    };
    expect(writtenObjects(JSON.stringify(test))).toEqual([]);
    expect(writtenObjects(body(record({}, 'ObjectRemoved:Delete')))).toEqual([]);
  });

  test('refuses anything else', () => {
    expect(() => writtenObjects('{}')).toThrow(ValidationError);
    expect(() => writtenObjects(body({ eventName: 'ObjectCreated:Put' }))).toThrow(ValidationError);
    expect(() => writtenObjects('no JSON')).toThrow(SyntaxError);
  });
});
