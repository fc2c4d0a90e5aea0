import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { attemptOf, type OutboxEvent, type UserItem } from '@orderflow/domain';
import { type TraceContext, traceOf } from '@orderflow/tracing';
import type { UserStatus } from '@orderflow/validation';
import { store as defaultStore, type Store } from '../lib/store.ts';

/**
 * The steps that leave a record, in the order of the workflow. Their names are those of the states in
 * onboarding.asl.json.
 */
export const STEPS = [
  'Validate',
  'CreateWorkspace',
  'SendWelcome',
  'WaitForConfirmation',
  'SendReminder',
  'WaitAfterReminder',
  'Expire',
  'Activate',
  'Compensate',
] as const;
export type Step = (typeof STEPS)[number];

/** `WAITING` is recorded when a wait begins; its result follows from the records after it. */
export type Outcome = 'DONE' | 'SKIPPED' | 'WAITING' | 'FAILED';

export interface StepRecord {
  /** RFC 3339. */
  at: string;
  outcome: Outcome;
  /** FAILED only: the name of the error. */
  reason?: string;
}

/**
 * The item of a user's onboarding. Whatever the workflow believes, this item decides: every step, the confirmation and
 * the end are conditional writes to it. In a race of two, the second one finds the first.
 *
 * ```
 *  ONBOARDING ──a code comes in──> ONBOARDING, confirmedAt ──> ACTIVE
 *      │                                  │
 *      └──no code in time──> EXPIRED      └──a step fails for good──> FAILED
 * ```
 */
export interface OnboardingItem extends TraceContext {
  /** {@link onboardingKey} */
  pk: string;
  sk: typeof ONBOARDING;
  userId: string;
  /** {@link Attempt}; absent in onboardings of the first version, which count as 1. */
  attempt?: number;
  status: UserStatus;
  /** The latest step on record. */
  step: Step;
  steps: Partial<Record<Step, StepRecord>>;
  startedAt: string;
  correlationId: string;
  /** The token of the state that waits, or waited last. It never leaves the backend. */
  taskToken?: string;
  /** When a confirmation code came in: from then on the onboarding cannot expire. */
  confirmedAt?: string;
  /** The attempt to confirm that was answered 200: from then on all codes of the user are used. */
  codeUsedBy?: string;
  event?: OutboxEvent<'onboarding.completed.v1' | 'onboarding.failed.v1'>;
  /** EXPIRED and FAILED only: when DynamoDB may delete it, in seconds since 1970. */
  expiresAt?: number;
}

/**
 * A user and the number of the sign-up (from 1, the default). The onboarding of a later sign-up of the same person is
 * in the same item, so every write requires that the item still belongs to its attempt.
 */
export interface Attempt {
  userId: string;
  attempt?: number;
}

const ONBOARDING = 'onboarding';

/** The partition of a user's onboarding and workspace. */
export const partitionOf = (userId: string): string => `user#${userId}`;

export const onboardingKey = (userId: string) => ({ pk: partitionOf(userId), sk: ONBOARDING }) as const;

export type OnboardingStore = Pick<Store, 'client' | 'onboarding'>;

/** A new onboarding. It has the correlation id and the trace of the user's last event. */
export const newOnboarding = (user: UserItem, now: Date): OnboardingItem => ({
  ...onboardingKey(user.userId),
  userId: user.userId,
  attempt: attemptOf(user),
  status: 'ONBOARDING',
  step: 'Validate',
  steps: { Validate: { at: now.toISOString(), outcome: 'DONE' } },
  startedAt: now.toISOString(),
  correlationId: user.event.correlationId,
  ...traceOf(user.event),
});

export async function findOnboarding(
  userId: string,
  { client, onboarding }: OnboardingStore = defaultStore,
): Promise<OnboardingItem | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: onboarding, Key: onboardingKey(userId), ConsistentRead: true }),
  );
  return Item as OnboardingItem | undefined;
}

/** The onboarding of this attempt; undefined when there is none, or one of another attempt. */
export async function findAttempt(
  who: Attempt,
  store: OnboardingStore = defaultStore,
): Promise<OnboardingItem | undefined> {
  const item = await findOnboarding(who.userId, store);
  return item && attemptOf(item) === attemptOf(who) ? item : undefined;
}
