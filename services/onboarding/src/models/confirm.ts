import { setTimeout as sleep } from 'node:timers/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { RefusedError } from '@orderflow/domain';
import type { UserStatus } from '@orderflow/validation';
import { store as defaultStore } from '../lib/store.ts';
import { type Wake, wake as wakeUp } from '../lib/workflow.ts';
import { userOfCode } from './codes.ts';
import { findOnboarding, type OnboardingItem, type OnboardingStore, onboardingKey } from './onboarding.ts';

/** How often, and how long apart, the answer is held back for the activation that it sets off. */
const LOOKS = 15;
const LOOK_MS = 200;

/**
 * Confirms the user whom a code belongs to.
 *
 * ```
 *  1  SET confirmedAt   if ONBOARDING (or ACTIVE), code not used    decides the race with Expire
 *  2  SendTaskSuccess   if a state waits                            whoever waits later finds confirmedAt
 *  3  SET codeUsedAt    if not set                                  the one sender who is answered 200
 * ```
 *
 * An attempt that dies or fails on the way leaves the code unused: it completes when it is repeated, and the workflow
 * finds `confirmedAt` in any case, at the latest when its wait ends.
 *
 * @returns the user, ACTIVE unless the workflow takes longer than the {@link LOOKS} at it.
 * @throws RefusedError (not-found) for a code that is unknown, expired or used.
 */
export async function confirm(
  code: string,
  now: Date,
  store: OnboardingStore = defaultStore,
  wake: Wake = wakeUp,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<{ userId: string; status: UserStatus }> {
  const userId = await userOfCode(code, now, store);
  if (!userId) throw notFound();
  const item = await mark(userId, 'confirmedAt', '#status IN (:onboarding, :active)', now, store);
  if (item.taskToken) await wake(item.taskToken, item);
  const { status } = await mark(userId, 'codeUsedAt', undefined, now, store);
  return { userId, status: await settled(userId, status, store, pause) };
}

/** Sets a time that is not set yet, while the user's codes are not used. */
async function mark(
  userId: string,
  name: 'confirmedAt' | 'codeUsedAt',
  when: string | undefined,
  now: Date,
  { client, onboarding }: OnboardingStore,
): Promise<OnboardingItem> {
  try {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: onboarding,
        Key: onboardingKey(userId),
        UpdateExpression: `SET ${name} = if_not_exists(${name}, :now)`,
        ConditionExpression: ['attribute_exists(pk)', 'attribute_not_exists(codeUsedAt)', when]
          .filter(Boolean)
          .join(' AND '),
        ...(when ? { ExpressionAttributeNames: { '#status': 'status' } } : {}),
        ExpressionAttributeValues: {
          ':now': now.toISOString(),
          ...(when ? { ':onboarding': 'ONBOARDING', ':active': 'ACTIVE' } : {}),
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Attributes as OnboardingItem;
  } catch (error) {
    throw error instanceof ConditionalCheckFailedException ? notFound() : error;
  }
}

/** The status once the workflow has taken the confirmation in, or as it is after a while. */
async function settled(
  userId: string,
  status: UserStatus,
  store: OnboardingStore,
  pause: (ms: number) => Promise<unknown>,
): Promise<UserStatus> {
  let current = status;
  for (let look = 1; current === 'ONBOARDING' && look <= LOOKS; look++) {
    await pause(LOOK_MS);
    current = (await findOnboarding(userId, store))?.status ?? current;
  }
  return current;
}

const notFound = () => new RefusedError('not-found', 'This code is unknown, has expired or was used');
