import { expect, test } from '@jest/globals';
import { isUserId } from '@orderflow/domain';
import { enterTrace } from '@orderflow/tracing';
import { isCalendarDate, utcTime } from '@orderflow/validation';
import { isLinear } from '@orderflow/validation/testing';
import { correlationIdFrom } from './correlation.ts';
import { decodeCursor } from './cursor.ts';
import { toMessage } from './message.ts';
import { pageLimit } from './pageLimit.ts';
import { writtenObjects } from './s3.ts';

/** The functions that read a text from a stranger. */
const readers: Record<string, (text: string) => unknown> = {
  'a correlation id': correlationIdFrom,
  'a trace context': (text) => enterTrace({ traceparent: text, tracestate: text }),
  'a cursor': decodeCursor,
  'a page limit': pageLimit,
  'a time': utcTime,
  'a date': isCalendarDate,
  'the id of a user': isUserId,
  'the body of a message': toMessage,
  'a notification of S3': writtenObjects,
};

test.each(Object.entries(readers))('%s is read in time that grows with its length', async (_, read) => {
  const fillers = [
    'a',
    '0',
    '-',
    '.',
    ' ',
    '%',
    '+',
    '0000-01-01T',
    '2026-01-01T00:00:00.',
    '[',
    '"',
    '\ud800',
    '😀',
  ];
  for (const filler of fillers) {
    const attempt = (text: string) => {
      try {
        read(text);
      } catch {
        // Refused, which also takes time.
      }
    };
    expect([filler, await isLinear((size) => filler.repeat(size / filler.length), attempt)]).toEqual([
      filler,
      true,
    ]);
  }
});
