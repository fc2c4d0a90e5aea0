import { join } from 'node:path';
import { type SESv2Client, SESv2ServiceException, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { giveBack } from '@orderflow/lambda';
import { MailFaults } from '@orderflow/local/gateway/mailFaults';
import type { HttpProblem } from '@orderflow/local/gateway/problem';
import type { QueueMapping } from '@orderflow/local/poller/mapping';
import { pollQueue } from '@orderflow/local/poller/queueSource';
import { pace, sendBySes } from '@orderflow/mail';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { VirtualClock } from '../src/outage/virtualClock.ts';
import { VirtualOnboarding } from '../src/outage/virtualOnboarding.ts';
import { VirtualQueue } from '../src/outage/virtualQueue.ts';

const onboarding = join(__dirname, '../../../services/onboarding/src');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** As in messaging.yml and params.yml. */
const QUEUE = { visibilitySeconds: 180, maxReceiveCount: 300 };
const MAILS_PER_SECOND = 5;
const SENDER = 'no-reply@orderflow.dev';

type Send = (subject: { userId: string }) => Promise<void>;
type Wake = (taskToken: string, subject: { userId: string }) => Promise<void>;
type Fail = (taskToken: string, error: Error) => Promise<void>;

let clock: VirtualClock;
let start: number;
beforeEach(() => {
  clock = new VirtualClock();
  start = clock.now();
  jest.spyOn(Date, 'now').mockImplementation(() => clock.now());
  jest.spyOn(globalThis, 'setTimeout').mockImplementation(clock.setTimeout as never);
  jest.spyOn(globalThis, 'clearTimeout').mockImplementation(clock.clearTimeout as never);
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  Object.assign(process.env, { RETRY_BASE_SECONDS: '15', MAIL_SENDER: SENDER, STAGE: 'test' });
});
afterEach(() => {
  for (const name of ['RETRY_BASE_SECONDS', 'MAIL_SENDER', 'STAGE']) delete process.env[name];
  jest.restoreAllMocks();
});

/** SES on the virtual clock: it takes 14 mails a second, and applies its faults. */
function mailServer() {
  const faults = new MailFaults(clock.now);
  faults.order('{"perSecond": 14}');
  const sent: { to: string; at: number }[] = [];
  let calls = 0;
  const send = async ({ input }: { input: SendEmailCommandInput }) => {
    calls++;
    await clock.sleep(60);
    const [to = ''] = input.Destination?.ToAddresses ?? [];
    try {
      faults.check({ from: input.FromEmailAddress ?? '', to });
    } catch (problem) {
      const { message, status, headers } = problem as HttpProblem;
      throw new SESv2ServiceException({
        name: headers['x-amzn-errortype'] ?? '',
        message,
        $fault: status >= 500 ? 'server' : 'client',
        $metadata: { httpStatusCode: status },
      });
    }
    sent.push({ to, at: clock.now() });
  };
  return { faults, sent, calls: () => calls, client: { send } as unknown as Pick<SESv2Client, 'send'> };
}

const mapping: Omit<QueueMapping, 'maximumConcurrency'> = {
  kind: 'queue',
  functionName: 'sendMails',
  sourceArn: 'arn:aws:sqs:us-east-1:000000000000:mails',
  batchSize: 10,
  windowMs: 0,
  reportsItemFailures: true,
  matches: () => true,
};

/** Milliseconds until a user reads a mail: up to 23 hours, long before the code expires. */
const readAfter = (person: number) => ((person * 7_919) % (23 * 60)) * MINUTE;

/**
 * Signs up this number of users at once, and runs every onboarding to its end. Everybody who gets a mail confirms at
 * some time. At most `executors` of sendMails run at once.
 */
async function signUp(people: number, server: ReturnType<typeof mailServer>, executors = 2) {
  const { sendMails } = await import(join(onboarding, 'handlers/sendMails.ts'));
  const { answerMail } = await import(join(onboarding, 'models/answerMail.ts'));
  const queue = new VirtualQueue(clock, QUEUE);
  const workflow = new VirtualOnboarding((body) => queue.send(body));
  for (let person = 0; person < people; person++) workflow.start(`user-${person}`);
  const done = new Set<string>();
  const woken = new Map<string, number>();
  // The database lease does this in production.
  const send: Send = async ({ userId }) => {
    if (done.has(userId)) return;
    const mail = { to: `${userId}@orderflow.dev`, subject: 'Welcome', text: 'text', html: 'html' };
    await sendBySes(mail, server.client);
    done.add(userId);
    void clock.sleep(readAfter(Number(userId.split('-')[1]))).then(() => workflow.confirm(userId));
  };
  const wake: Wake = async (taskToken, subject) => {
    woken.set(subject.userId, clock.now());
    workflow.wake(taskToken, subject);
  };
  const fail: Fail = async (taskToken, error) => workflow.fail(taskToken, error);
  const environment = () =>
    sendMails(
      (request: unknown, now: Date) => answerMail(request, now, send, wake, fail),
      pace(() => MAILS_PER_SECOND, clock.now, clock.sleep),
      (messages: Parameters<typeof giveBack>[0]) => giveBack(messages, queue.client),
    ) as (event: SQSEvent) => Promise<unknown>;
  const idle = Array.from({ length: executors }, environment);
  const stop = new AbortController();
  void pollQueue({
    mapping: { ...mapping, maximumConcurrency: executors },
    queue,
    invoke: async (records) => {
      const handler = idle.pop() as (typeof idle)[number];
      const payload = await handler({ Records: records as SQSRecord[] });
      idle.push(handler);
      return { status: 'succeeded', payload };
    },
    clock,
    log: () => undefined,
    signal: stop.signal,
  });
  await clock.run(() => workflow.ended.size === people, start + 72 * HOUR);
  stop.abort();
  workflow.close();
  const others = [...workflow.ended].filter(([, how]) => how !== 'ACTIVE').map(([userId]) => userId);
  return { woken, active: people - others.length, others, dead: queue.dead };
}

/** Everybody is active after exactly one mail, and had the full time to confirm after it was sent. */
function expectAllActive(
  people: number,
  { sent }: ReturnType<typeof mailServer>,
  { woken, active, dead }: Awaited<ReturnType<typeof signUp>>,
) {
  expect({ active, dead }).toEqual({ active: people, dead: [] });
  expect(sent).toHaveLength(people);
  expect(new Set(sent.map(({ to }) => to)).size).toBe(people);
  const late = sent.filter(({ to, at }) => (woken.get(to.split('@')[0] ?? '') ?? 0) - at > 1_000);
  expect(late).toEqual([]);
}

/** Milliseconds from the sign-ups to the last mail. */
const lastMail = ({ sent }: ReturnType<typeof mailServer>) => (sent.at(-1)?.at ?? 0) - start;

/** The written metrics with this name. */
const measured = (metric: string): { at: number; values: number[] }[] =>
  jest
    .mocked(process.stdout.write)
    .mock.calls.map(([line]) => String(line))
    .filter((line) => line.startsWith('{"_aws"') && line.includes(`"${metric}"`))
    .map((line) => JSON.parse(line))
    .map((line) => ({ at: line._aws.Timestamp, values: [line[metric]].flat() }));

test('5,000 sign-ups at a rate of 14 mails a second: all are active after one mail each, within ten minutes', async () => {
  const server = mailServer();
  expectAllActive(5_000, server, await signUp(5_000, server));
  expect(lastMail(server)).toBeLessThan(10 * MINUTE);
  // The rate limit is kept, so almost nothing is refused.
  expect(server.calls()).toBeLessThan(5_050);
}, 120_000);

test('5,000 sign-ups where sendMails has no maximum concurrency: all are active after one mail each', async () => {
  const server = mailServer();
  expectAllActive(5_000, server, await signUp(5_000, server, 100));
  // SES, not our pace, keeps the rate: mails that it refuses are sent later.
  expect(server.calls()).toBeGreaterThan(5_050);
  expect(lastMail(server)).toBeLessThan(30 * MINUTE);
}, 120_000);

test('5,000 sign-ups while SES refuses for an hour: all are active after one mail each, soon after', async () => {
  const server = mailServer();
  server.faults.order('{"fault": "quota"}');
  void clock.sleep(HOUR).then(() => {
    server.faults.clear();
    server.faults.order('{"perSecond": 14}');
  });
  expectAllActive(5_000, server, await signUp(5_000, server));
  expect(lastMail(server)).toBeLessThan(HOUR + 30 * MINUTE);
  // SES gets only a few calls a second meanwhile, though thousands of mails wait.
  expect(server.calls()).toBeLessThan(5_000 + 3_600 * 4);
  // The wait is measured, for the alarm.
  const waited = measured('MailSeconds').flatMap(({ values }) => values);
  expect(Math.max(...waited)).toBeGreaterThan(2_400);
}, 120_000);

test('a sender that is not verified for a night: the alarm rings at once, nobody fails, all are active after one mail each', async () => {
  const server = mailServer();
  server.faults.order('{"fault": "sender"}');
  void clock.sleep(10 * HOUR).then(() => {
    server.faults.clear();
    server.faults.order('{"perSecond": 14}');
  });
  expectAllActive(200, server, await signUp(200, server));
  expect(lastMail(server)).toBeLessThan(10 * HOUR + 30 * MINUTE);
  const [first] = measured('MailsHeldUp');
  expect((first?.at ?? Number.POSITIVE_INFINITY) - start).toBeLessThan(MINUTE);
}, 120_000);

test('a recipient whom the sandbox does not know holds up nobody else', async () => {
  const server = mailServer();
  server.faults.order('{"fault": "recipient", "match": "user-7@"}');
  void clock.sleep(3 * HOUR).then(() => server.faults.clear());
  expectAllActive(100, server, await signUp(100, server));
  const [last, ...others] = server.sent.toReversed();
  expect(last?.to).toBe('user-7@orderflow.dev');
  for (const { at } of others) expect(at - start).toBeLessThan(MINUTE);
}, 120_000);

test('what SES never takes fails its own onboarding, and no other', async () => {
  const server = mailServer();
  server.faults.order('{"fault": "content", "match": "user-7@"}');
  const { active, others, dead } = await signUp(100, server);
  expect({ active, others, dead }).toEqual({ active: 99, others: ['user-7'], dead: [] });
}, 120_000);
