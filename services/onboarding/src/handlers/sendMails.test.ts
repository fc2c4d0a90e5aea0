import { describe, expect, jest, test } from '@jest/globals';
import { LeaseHeldError } from '@orderflow/idempotency';
import { measuredBy } from '@orderflow/lambda/testing';
import { MailHeldUpError, MailNotSentError } from '@orderflow/mail';
import type { MailRequested } from '@orderflow/validation';
import type { SQSRecord } from 'aws-lambda';
import { sendMails } from './sendMails.ts';

jest.spyOn(process.stdout, 'write').mockReturnValue(true);

const record = (userId: string): SQSRecord => ({
  messageId: userId,
  receiptHandle: userId,
  body: JSON.stringify({ mail: 'SendWelcome', subject: { userId, correlationId: 'c' }, taskToken: 'token' }),
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 'states',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:mails',
  awsRegion: 'us-east-1',
});

/**
 * Sends the mails of a batch in which some fail. Returns who was tried, whose message comes again, and what was
 * measured.
 */
async function send(people: string[], errors: Record<string, Error> = {}) {
  const tried: string[] = [];
  let paced = 0;
  const handler = sendMails(
    async ({ subject }: MailRequested) => {
      tried.push(subject.userId);
      const error = errors[subject.userId];
      if (error) throw error;
      return 'sent';
    },
    async () => {
      paced++;
      // Longer than an answer takes.
      await new Promise(setImmediate);
    },
    async () => undefined,
  );
  let again: string[] = [];
  const { MailsHeldUp = 0 } = await measuredBy(async () => {
    const { batchItemFailures } = await handler({ Records: people.map(record) });
    again = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  });
  expect(paced).toBeGreaterThanOrEqual(tried.length);
  return { tried, again, heldUp: MailsHeldUp };
}

describe('a batch of mails', () => {
  test('is begun at the pace, also while mails before are on their way', async () => {
    expect(await send(['ann', 'bob'])).toEqual({ tried: ['ann', 'bob'], again: [], heldUp: 0 });
  });

  test('does not wait for a mail that takes long', async () => {
    const slow = Promise.withResolvers<'sent'>();
    const tried: string[] = [];
    const handler = sendMails(
      ({ subject }: MailRequested) => {
        tried.push(subject.userId);
        return subject.userId === 'ann' ? slow.promise : Promise.resolve('sent');
      },
      async () => undefined,
      async () => undefined,
    );
    const sending = handler({ Records: ['ann', 'bob'].map(record) });
    await new Promise(setImmediate);
    expect(tried).toEqual(['ann', 'bob']);
    slow.resolve('sent');
    expect(await sending).toEqual({ batchItemFailures: [] });
  });

  test.each([
    ['SES asks to wait', new MailNotSentError('SES answered TooManyRequestsException')],
    ['SES says nothing', Object.assign(new Error('timed out'), { name: 'TimeoutError' })],
  ])('ends when %s: the rest would fare the same', async (_, error) => {
    expect(await send(['ann', 'bob', 'cid'], { bob: error })).toEqual({
      tried: ['ann', 'bob'],
      again: ['bob', 'cid'],
      heldUp: 0,
    });
  });

  test.each([
    ['an operator has to mend something', new MailHeldUpError('SES answered MessageRejected'), 1],
    ['another attempt may be at work on it', new LeaseHeldError('held'), 0],
    ['it meets a bug', new TypeError('no'), 0],
  ])('goes on after a mail that waits because %s', async (_, error, heldUp) => {
    expect(await send(['ann', 'bob', 'cid'], { bob: error })).toEqual({
      tried: ['ann', 'bob', 'cid'],
      again: ['bob'],
      heldUp,
    });
  });
});
