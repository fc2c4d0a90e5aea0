import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario, Stage } from '../sweep/scenario.ts';

const headers = { 'x-correlation-id': 'c-ann' };
const ann = { sub: 'ann', headers, body: { email: 'ann@example.com', name: 'Ann' } };
const operator = { sub: 'operator', scope: 'onboarding:write', headers };
const subject = { userId: 'ann', correlationId: 'c-ann' };
const wait = { ...subject, step: 'WaitForConfirmation', taskToken: 'token-1' };
const failure = { ...subject, error: { Error: 'MailRefusedError' } };

const annExists = async ({ platform }: Stage) => void (await platform.request('POST /users', ann));

/** As on a real stage. On stage local, a code expires before the harness's next attempt. */
const settings = { CONFIRMATION_SECONDS: '86400', REMINDER_SECONDS: '86400' };

/** The workflow's states in turn, up to one of them. */
const STEPS: [task: string, input: object][] = [
  ['validate', { userId: 'ann' }],
  ['createWorkspace', subject],
  ['sendMails', subject],
  ['awaitConfirmation', wait],
];
const mail = (name: string) => ({ mail: name, subject, taskToken: `token-of-${name}` });
/** Requests a mail as a state of the workflow does. */
const request = ({ platform }: Stage, name: string) =>
  platform.queue('mails').send([JSON.stringify(mail(name))]);
const upTo = (last: string) => async (stage: Stage) => {
  await annExists(stage);
  for (const [name, input] of STEPS) {
    if (name === last) return;
    if (name === 'sendMails') {
      await request(stage, 'SendWelcome');
      await stage.platform.drainQueue('onboarding/sendMails');
    } else {
      await stage.platform.task(`onboarding/${name}`, input);
    }
  }
};

/** The code in Ann's latest mail. */
const code = ({ world }: Stage) =>
  /code: (\S+)/.exec(world.outside.texts.get('ann@example.com') ?? '')?.[1] ?? 'none';
const confirm = (stage: Stage) =>
  stage.platform.request('POST /onboarding/confirm', { headers, body: { code: code(stage) } });

/** Ann's onboarding waits for her; the workflow activates her as soon as it gets her confirmation. */
async function annWaits(stage: Stage): Promise<void> {
  await upTo('activate')(stage);
  stage.world.outside.onWake = (output) => stage.platform.task('onboarding/activate', JSON.parse(output));
}

/** Ann has confirmed, but the workflow has not processed it yet, so her answer is delayed. */
async function annConfirmed(stage: Stage): Promise<void> {
  await upTo('activate')(stage);
  const { outside } = stage.world;
  outside.track(confirm(stage));
  while (outside.woken[wait.taskToken] === undefined) await sleep(2);
}

const task = (
  name: string,
  input: object,
  given: (stage: Stage) => Promise<void> = upTo(name),
): Scenario => ({
  handler: `onboarding/${name}`,
  given,
  when: ({ platform }) => platform.task(`onboarding/${name}`, input),
});

const mailing = (name: string, last: string): Scenario => ({
  handler: 'onboarding/sendMails',
  given: async (stage) => {
    await upTo(last)(stage);
    await request(stage, name);
  },
  when: ({ platform }) => platform.drainQueue('onboarding/sendMails'),
});

const all: Scenario[] = [
  {
    handler: 'onboarding/onboardUsers',
    given: async (stage) => {
      await annExists(stage);
      await stage.platform.drainStream('users/publishEvents');
    },
    when: ({ platform }) => platform.drainQueue('onboarding/onboardUsers'),
  },
  {
    handler: 'onboarding/onboardUsers',
    name: 'the address was taken over',
    given: async (stage) => {
      await upTo('activate')(stage);
      await stage.platform.request('POST /users', { ...ann, sub: 'owner', email: ann.body.email });
      await stage.platform.drainStream('users/publishEvents');
    },
    when: ({ platform }) => platform.drainQueue('onboarding/onboardUsers'),
  },
  {
    handler: 'onboarding/onboardUsers',
    name: 'erased',
    given: async (stage) => {
      await upTo('activate')(stage);
      await stage.platform.request('DELETE /users/me', { sub: 'ann', headers });
      await stage.platform.drainStream('users/publishEvents');
    },
    when: ({ platform }) => platform.drainQueue('onboarding/onboardUsers'),
  },
  {
    handler: 'onboarding/startOnboarding',
    given: annExists,
    when: ({ platform }) =>
      platform.request('POST /onboarding/start', { ...operator, body: { userId: 'ann' } }),
  },
  {
    handler: 'onboarding/startOnboarding',
    name: 'anew',
    given: async (stage) => {
      await upTo('activate')(stage);
      await stage.platform.task('onboarding/expire', subject);
    },
    when: ({ platform }) =>
      platform.request('POST /onboarding/start', { ...operator, body: { userId: 'ann' } }),
  },
  {
    handler: 'onboarding/getOnboarding',
    given: upTo('activate'),
    when: ({ platform }) =>
      platform.request('GET /onboarding/{userId}', { sub: 'ann', headers, params: { userId: 'ann' } }),
  },
  {
    handler: 'onboarding/confirmationPage',
    makesNoCalls: true,
    when: ({ platform }) => platform.request('GET /onboarding/confirm'),
  },
  task('validate', { userId: 'ann' }),
  { ...task('validate', { userId: 'nobody' }), name: 'nobody' },
  task('createWorkspace', subject),
  mailing('SendWelcome', 'sendMails'),
  { ...mailing('SendReminder', 'activate'), name: 'a reminder' },
  {
    ...mailing('SendWelcome', 'validate'),
    name: 'to nobody',
  },
  task('awaitConfirmation', wait),
  { handler: 'onboarding/confirmOnboarding', given: annWaits, when: confirm },
  task('activate', subject, annConfirmed),
  task('expire', subject, upTo('activate')),
  task('compensate', failure, upTo('activate')),
  { ...task('compensate', failure, annExists), name: 'of the first step' },
  {
    handler: 'onboarding/publishEvents',
    given: async (stage) => {
      await annWaits(stage);
      await confirm(stage);
    },
    when: ({ platform }) => platform.drainStream('onboarding/publishEvents'),
  },
];

export const scenarios: Scenario[] = all.map((scenario) => ({ settings, ...scenario }));
