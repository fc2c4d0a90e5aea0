import { attemptOf, ofAttempt } from '@orderflow/domain';
import { isRefusedByCondition } from '@orderflow/idempotency';
import { NotOnboardingError } from './errors.ts';
import {
  type Attempt,
  findAttempt,
  type OnboardingStore,
  onboardingKey,
  type Step,
  type StepRecord,
} from './onboarding.ts';

export interface Advance {
  step: Step;
  outcome: StepRecord['outcome'];
  reason?: string;
  /** Attributes that the step sets beside its record. */
  set?: Record<string, unknown>;
  remove?: string[];
  /** A further condition. The onboarding must be under way in any case. */
  when?: string;
}

/**
 * The update that records a step of an onboarding that is under way. A step that is already on record keeps its first
 * time.
 */
export function advance(
  who: Attempt,
  { step, outcome, reason, set = {}, remove = [], when }: Advance,
  now: Date,
  table: string,
) {
  const record: StepRecord = { at: now.toISOString(), outcome, ...(reason ? { reason } : {}) };
  const sets = ['#step = :step', '#steps.#name = if_not_exists(#steps.#name, :record)'];
  const removes = remove.length > 0 ? ` REMOVE ${remove.join(', ')}` : '';
  return {
    TableName: table,
    Key: onboardingKey(who.userId),
    UpdateExpression: `SET ${[...sets, ...Object.keys(set).map((name) => `#${name} = :${name}`)].join(', ')}${removes}`,
    ConditionExpression: ['#status = :underWay', ofAttempt(attemptOf(who)), when]
      .filter(Boolean)
      .join(' AND '),
    ExpressionAttributeNames: {
      '#step': 'step',
      '#steps': 'steps',
      '#name': step,
      '#status': 'status',
      ...Object.fromEntries(Object.keys(set).map((name) => [`#${name}`, name])),
    },
    ExpressionAttributeValues: {
      ':step': step,
      ':record': record,
      ':underWay': 'ONBOARDING',
      ':attempt': attemptOf(who),
      ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
    },
  };
}

/**
 * Makes the write of a step. Its conditions refuse the write when the step is done: a repeat finds the step on record.
 *
 * @returns true if this write was the first.
 * @throws NotOnboardingError when the conditions refuse it and the step is not on record.
 */
export async function once(
  who: Attempt,
  step: Step,
  write: () => Promise<unknown>,
  store: OnboardingStore,
): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (!isRefusedByCondition(error)) throw error;
    const item = await findAttempt(who, store);
    if (!item?.steps[step])
      throw new NotOnboardingError(`${step} finds the onboarding ${item?.status ?? 'absent'}`);
    return false;
  }
}
