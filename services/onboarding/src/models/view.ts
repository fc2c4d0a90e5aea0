import type { GateItem, UserItem } from '@orderflow/domain';
import type { UserStatus } from '@orderflow/validation';
import { type OnboardingItem, type Outcome, STEPS, type Step, type StepRecord } from './onboarding.ts';

/** An onboarding as callers see it. */
export interface Onboarding {
  userId: string;
  status: UserStatus;
  /** The latest step, or `Start` until there is one. */
  step: Step | 'Start';
  /** RFC 3339. */
  startedAt: string;
  history: HistoryEntry[];
}

interface HistoryEntry {
  step: Step;
  /** RFC 3339: when the step was done, or the wait began or ended. */
  at: string;
  outcome: Outcome | 'CONFIRMED' | 'TIMED_OUT';
  /** FAILED only: the name of the error that ended the workflow, or why a sign-up was refused. */
  reason?: string;
}

const isWait = (step: Step) => step === 'WaitForConfirmation' || step === 'WaitAfterReminder';

/** Sorts by the workflow, not by time: different clocks wrote the times. */
const byWorkflow = ([a]: [Step, StepRecord], [b]: [Step, StepRecord]) => STEPS.indexOf(a) - STEPS.indexOf(b);

export function toOnboarding({
  userId,
  status,
  step,
  steps,
  startedAt,
  confirmedAt,
}: OnboardingItem): Onboarding {
  const records = (Object.entries(steps) as [Step, StepRecord][]).sort(byWorkflow);
  const history = records.map(([step, record], index): HistoryEntry => {
    if (isWait(step)) return { step, ...waited(record, records[index + 1]?.[1], confirmedAt) };
    const { at, outcome, reason } = record;
    return { step, at, outcome, ...(reason ? { reason } : {}) };
  });
  return { userId, status, step, startedAt, history };
}

/** The result of a wait: a confirmation before the next step ended it, or it timed out. */
function waited(
  { at }: StepRecord,
  next: StepRecord | undefined,
  confirmedAt: string | undefined,
): Pick<HistoryEntry, 'at' | 'outcome'> {
  if (confirmedAt && (!next || confirmedAt <= next.at)) {
    return { at: confirmedAt > at ? confirmedAt : at, outcome: 'CONFIRMED' };
  }
  return next ? { at: next.at, outcome: 'TIMED_OUT' } : { at, outcome: 'WAITING' };
}

/** The onboarding of a user before the workflow has begun. */
export const notBegun = ({ userId, status, createdAt }: UserItem): Onboarding => ({
  userId,
  status,
  step: 'Start',
  startedAt: createdAt,
  history: [],
});

/** The last onboarding, followed by a refused sign-up as a failed step `Validate`. */
export function refused(
  userId: string,
  { reason, at }: NonNullable<GateItem['refusal']>,
  last: Onboarding | undefined,
): Onboarding {
  const entry: HistoryEntry = { step: 'Validate', at, outcome: 'FAILED', reason };
  const none: Onboarding = { userId, status: 'FAILED', step: 'Start', startedAt: at, history: [] };
  const { history, ...rest } = last ?? none;
  return { ...rest, history: [...history, entry] };
}
