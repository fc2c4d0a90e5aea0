import { describe, expect, jest, test } from '@jest/globals';
import { contendedClient } from '@orderflow/idempotency/testing';
import { MailHeldUpError, MailNotSentError, MailRefusedError } from '@orderflow/mail';
import { toOnboarding } from '../src/models/view.ts';
import { findWorkspace } from '../src/models/workspace.ts';
import { newcomer, stateOf, store, userOf } from './testOnboarding.ts';
import { living, mortal, onboard, type World } from './workflow.ts';

jest.spyOn(process.stdout, 'write').mockReturnValue(true);

/** Everything an onboarding leaves behind and tells, without ids and times. */
async function outcome(world: World, mailbox?: string) {
  const { userId } = await newcomer(mailbox);
  const { mails, answers, error } = await onboard({ userId }, world);
  const [item, user, workspace] = [
    await stateOf(userId),
    await userOf(userId),
    await findWorkspace(userId, store),
  ];
  const { history, status } = toOnboarding(item);
  return {
    ended: error ?? 'succeeded',
    status,
    user: user.status,
    announced: [user.event.type, item.event?.type],
    correlated: [user.event.correlationId, item.event?.correlationId].every((id) => id === `c-${userId}`),
    workspace: workspace.map(({ title }) => title),
    history: history.map(({ step, outcome, reason }) =>
      [step, outcome, ...(reason ? [reason] : [])].join(' '),
    ),
    token: item.taskToken,
    subjects: [...new Set(mails.map(({ subject }) => subject))],
    mails: mails.length,
    answers,
  };
}

const confirmed = {
  ended: 'succeeded',
  status: 'ACTIVE',
  user: 'ACTIVE',
  announced: ['user.activated.v1', 'onboarding.completed.v1'],
  correlated: true,
  workspace: [
    'Workspace of Ada',
    'Confirm your e-mail address',
    'Put your first product on the shelf',
    'Place your first order',
  ],
  token: undefined,
};
const ended = {
  announced: ['user.created.v1', 'onboarding.failed.v1'],
  correlated: true,
  workspace: [],
  token: undefined,
  answers: [],
};
const welcome = 'Welcome to Orderflow: please confirm your e-mail address';
const reminder = 'Reminder: please confirm your e-mail address';

const scenarios: Record<string, { world: World; mailbox?: string; comesTo: object; deaths?: number }> = {
  'a person who confirms at once': {
    world: { confirms: 'WaitForConfirmation' },
    comesTo: {
      ...confirmed,
      history: [
        'Validate DONE',
        'CreateWorkspace DONE',
        'SendWelcome DONE',
        'WaitForConfirmation CONFIRMED',
        'Activate DONE',
      ],
      subjects: [welcome],
      mails: 1,
      answers: ['ONBOARDING'],
    },
  },
  'a person who needs a reminder': {
    world: { confirms: 'WaitAfterReminder' },
    comesTo: {
      ...confirmed,
      history: [
        'Validate DONE',
        'CreateWorkspace DONE',
        'SendWelcome DONE',
        'WaitForConfirmation TIMED_OUT',
        'SendReminder DONE',
        'WaitAfterReminder CONFIRMED',
        'Activate DONE',
      ],
      subjects: [welcome, reminder],
      mails: 2,
      answers: ['ONBOARDING'],
    },
    deaths: 20,
  },
  'a person who never confirms': {
    world: {},
    comesTo: {
      ...ended,
      ended: 'succeeded',
      status: 'EXPIRED',
      user: 'EXPIRED',
      history: [
        'Validate DONE',
        'CreateWorkspace DONE',
        'SendWelcome DONE',
        'WaitForConfirmation TIMED_OUT',
        'SendReminder DONE',
        'WaitAfterReminder TIMED_OUT',
        'Expire DONE',
      ],
      subjects: [welcome, reminder],
      mails: 2,
    },
    deaths: 18,
  },
  'a role mailbox': {
    world: {},
    mailbox: 'postmaster',
    comesTo: {
      ...ended,
      ended: 'OnboardingFailed',
      status: 'FAILED',
      user: 'FAILED',
      history: ['Validate DONE', 'Compensate FAILED WorkspaceRefusedError'],
      subjects: [],
      mails: 0,
    },
  },
  'an address that no mail server takes': {
    world: { refuses: new MailRefusedError('SES answered MessageRejected') },
    comesTo: {
      ...ended,
      ended: 'OnboardingFailed',
      status: 'FAILED',
      user: 'FAILED',
      history: ['Validate DONE', 'CreateWorkspace DONE', 'Compensate FAILED MailRefusedError'],
      subjects: [],
      mails: 0,
    },
    deaths: 9,
  },
};

test.each(Object.entries(scenarios))(
  'the onboarding of %s takes its course',
  async (_, { world, mailbox, comesTo }) => {
    expect(await outcome(world, mailbox)).toEqual(comesTo);
  },
);

// Together they cover every step.
const swept = Object.entries(scenarios).filter(([, { deaths }]) => deaths);

describe.each(swept)('the onboarding of %s', (_, { world, mailbox, deaths }) => {
  test.each(['before', 'after'] as const)(
    'comes out the same when its process dies %s any of its AWS calls',
    async (moment) => {
      const { mails, ...expected } = (await outcome(world, mailbox)) as { mails: number };
      let repeated = 0;
      let call = 1;
      for (let died = true; died; call++) {
        const process = mortal(moment, call);
        const { mails: sent, ...rest } = await outcome({ ...world, process }, mailbox);
        // The last answer of a confirmation can be lost: the code is used then, as the contract says.
        const answers = rest.answers.length > 0 ? { answers: expect.anything() } : {};
        expect({ call, ...rest }).toEqual({ call, ...expected, ...answers });
        expect(sent === mails || sent === mails + 1).toBe(true);
        repeated += sent - mails;
        died = process.dead();
      }
      expect(call).toBeGreaterThan(deaths ?? 0);
      // Each mail is sent twice only if its attempt dies between sending it and completing the lease.
      expect(repeated).toBe(mails);
    },
    180_000,
  );
});

test('others who write to the same items are waited for', async () => {
  const { client, conflicts } = contendedClient(3);
  const world: World = { confirms: 'WaitForConfirmation', process: { ...living, client } };
  expect(await outcome(world)).toEqual(scenarios['a person who confirms at once']?.comesTo);
  expect(conflicts()).toBe(3);
});

test.each([
  ['is down', new MailNotSentError('SES cannot be reached')],
  ['is paused, or does not know the sender', new MailHeldUpError('SES answered MessageRejected')],
])('a mail server that %s is waited for: one mail each, and nobody fails', async (_, refuses) => {
  const world: World = { confirms: 'WaitAfterReminder', refuses, refusals: 30 };
  expect(await outcome(world)).toEqual(scenarios['a person who needs a reminder']?.comesTo);
});
