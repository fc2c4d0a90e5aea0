import { expect, test } from '@jest/globals';
import { measuredBy } from '@orderflow/lambda/testing';
import { activate } from '../src/models/activate.ts';
import { compensate, expire } from '../src/models/endOnboarding.ts';
import { NOW, newcomer, store } from './testOnboarding.ts';
import { onboard, type World } from './workflow.ts';

const context = { correlationId: 'c', now: NOW };

const outcomes: { metric: string; world?: World; mailbox?: string }[] = [
  { metric: 'OnboardingsCompleted', world: { confirms: 'WaitForConfirmation' } },
  { metric: 'OnboardingsExpired' },
  { metric: 'OnboardingsFailed', mailbox: 'postmaster' },
];

test.each(outcomes)(
  '$metric is measured once; a step that is repeated measures nothing',
  async ({ metric, world, mailbox }) => {
    const { userId } = await newcomer(mailbox);
    expect(await measuredBy(() => onboard({ userId }, world))).toEqual({ [metric]: 1 });
    const again = { OnboardingsCompleted: activate, OnboardingsExpired: expire }[metric];
    const repeated = await measuredBy(async () => {
      if (again) await again({ userId }, context, store);
      else await compensate({ userId }, 'WorkspaceRefusedError', context, store);
    });
    expect(repeated).toEqual({});
  },
);
