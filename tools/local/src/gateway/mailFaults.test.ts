import { beforeEach, describe, expect, test } from '@jest/globals';
import { MailFaults } from './mailFaults.ts';

let now: number;
let faults: MailFaults;
beforeEach(() => {
  now = 0;
  faults = new MailFaults(() => now);
});

/** Sends a mail and returns the name of SES's error, or `sent`. */
function send(to = 'ada@example.com', from = 'Orderflow <no-reply@example.com>'): string {
  try {
    faults.check({ from, to });
    return 'sent';
  } catch (error) {
    return String((error as { headers: Record<string, string> }).headers['x-amzn-errortype']);
  }
}

describe('a fault that was ordered', () => {
  test('refuses as often as it was ordered, and whom it is about', () => {
    faults.order('{"fault": "rate", "match": "ada@", "times": 2}');
    expect([send('bob@example.com'), send(), send(), send()]).toEqual([
      'sent',
      'TooManyRequestsException',
      'TooManyRequestsException',
      'sent',
    ]);
  });

  test.each([
    ['quota', 'LimitExceededException'],
    ['sender', 'MessageRejected'],
    ['recipient', 'MessageRejected'],
    ['paused', 'SendingPausedException'],
    ['suspended', 'AccountSuspendedException'],
    ['content', 'MessageRejected'],
    ['unavailable', 'ServiceUnavailable'],
  ])('%s refuses with %s until it is taken back', (fault, name) => {
    faults.order(JSON.stringify({ fault }));
    expect([send(), send()]).toEqual([name, name]);
    faults.clear();
    expect(send()).toBe('sent');
  });

  test('says who is not verified', () => {
    faults.order('{"fault": "sender"}');
    expect(() => faults.check({ from: 'Orderflow <no-reply@example.com>', to: 'ada@example.com' })).toThrow(
      /not verified.*: Orderflow <no-reply@example.com>$/,
    );
  });

  test.each(['', 'no', '{}', '{"fault": "none"}', '{"fault": "rate", "times": "2"}', '{"perSecond": 0}'])(
    'is refused when it is %j',
    (body) => {
      expect(() => faults.order(body)).toThrow('Send {"fault"');
    },
  );
});

test('a sending rate is kept to in every second', () => {
  faults.order('{"perSecond": 2}');
  const at = (ms: number) => {
    now = ms;
    return send();
  };
  expect([at(0), at(100), at(200), at(999), at(1_000), at(1_050), at(1_100)]).toEqual([
    'sent',
    'sent',
    'TooManyRequestsException',
    'TooManyRequestsException',
    'sent',
    'TooManyRequestsException',
    'sent',
  ]);
});
