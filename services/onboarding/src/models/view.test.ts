import { describe, expect, test } from '@jest/globals';
import type { OnboardingItem } from './onboarding.ts';
import { toOnboarding } from './view.ts';

const time = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, seconds)).toISOString();
const done = (seconds: number) => ({ at: time(seconds), outcome: 'DONE' as const });
const waiting = (seconds: number) => ({ at: time(seconds), outcome: 'WAITING' as const });

const item: OnboardingItem = {
  pk: 'user#ada',
  sk: 'onboarding',
  userId: 'ada',
  status: 'ONBOARDING',
  step: 'WaitForConfirmation',
  steps: {
    WaitForConfirmation: waiting(3),
    SendWelcome: done(2),
    CreateWorkspace: done(1),
    Validate: done(0),
  },
  startedAt: time(0),
  correlationId: 'c-1',
  taskToken: 'secret',
};

const history = (more: Partial<OnboardingItem>) =>
  toOnboarding({ ...item, ...more }).history.map(
    ({ step, at, outcome }) => `${step} ${outcome} ${at.slice(17, 19)}`,
  );

describe('the history of an onboarding', () => {
  test('is in the order of the workflow, without what is not for callers', () => {
    expect(history({})).toEqual([
      'Validate DONE 00',
      'CreateWorkspace DONE 01',
      'SendWelcome DONE 02',
      'WaitForConfirmation WAITING 03',
    ]);
    expect(JSON.stringify(toOnboarding(item))).not.toContain('secret');
  });

  test('says when a wait was ended by its confirmation', () => {
    const { steps } = item;
    expect(history({ confirmedAt: time(7) }).at(-1)).toBe('WaitForConfirmation CONFIRMED 07');
    expect(history({ confirmedAt: time(7), steps: { ...steps, Activate: done(8) } }).slice(-2)).toEqual([
      'WaitForConfirmation CONFIRMED 07',
      'Activate DONE 08',
    ]);
  });

  test('counts a confirmation before the wait as its end', () => {
    expect(history({ confirmedAt: time(2) }).at(-1)).toBe('WaitForConfirmation CONFIRMED 03');
  });

  test('says when a wait was ended by its time', () => {
    const steps = { ...item.steps, SendReminder: done(20), WaitAfterReminder: waiting(21) };
    expect(history({ steps }).slice(3)).toEqual([
      'WaitForConfirmation TIMED_OUT 20',
      'SendReminder DONE 20',
      'WaitAfterReminder WAITING 21',
    ]);
    expect(history({ steps, confirmedAt: time(25) }).slice(3)).toEqual([
      'WaitForConfirmation TIMED_OUT 20',
      'SendReminder DONE 20',
      'WaitAfterReminder CONFIRMED 25',
    ]);
  });
});
