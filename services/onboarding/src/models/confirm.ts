import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { attemptOf, ofAttempt, RefusedError } from '@orderflow/domain';
import type { UserStatus } from '@orderflow/validation';
import { store as defaultStore } from '../lib/store.ts';
import { type Wake, wake as wakeUp } from '../lib/workflow.ts';
import { attemptOfCode } from './codes.ts';
import {
  type Attempt,
  findAttempt,
  type OnboardingItem,
  type OnboardingStore,
  onboardingKey,
} from './onboarding.ts';

/** The answer waits for the activation: so many checks, with so many milliseconds between them. */
const LOOKS = 15;
const LOOK_MS = 200;

/**
 * Confirms the user to whom a code belongs.
 *
 * ```
 *  1  SET confirmedAt   if ONBOARDING (or ACTIVE), code not used    decides the race with Expire
 *  2  SendTaskSuccess   if a state waits                            a later wait finds confirmedAt
 *  3  SET codeUsedBy    if not set                                  the one attempt that is answered 200
 * ```
 *
 * An attempt that dies or fails on the way leaves the code unused, and a repeat completes it. The workflow finds
 * `confirmedAt` in any case, at the latest when its wait ends.
 *
 * @returns the user, ACTIVE unless the workflow takes longer than {@link LOOKS} checks.
 * @throws RefusedError (not-found) for a code that is unknown, expired or used.
 */
export async function confirm(
  code: string,
  now: Date,
  store: OnboardingStore = defaultStore,
  wake: Wake = wakeUp,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<{ userId: string; status: UserStatus }> {
  const who = await attemptOfCode(code, now, store);
  if (!who) throw notFound();
  const item = await change(
    who,
    {
      UpdateExpression: 'SET confirmedAt = if_not_exists(confirmedAt, :now)',
      ConditionExpression: 'attribute_not_exists(codeUsedBy) AND #status IN (:onboarding, :active)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':now': now.toISOString(),
        ':onboarding': 'ONBOARDING',
        ':active': 'ACTIVE',
      },
    },
    store,
  );
  if (item.taskToken) await wake(item.taskToken, item);
  const { userId, status } = await change(
    who,
    {
      UpdateExpression: 'SET codeUsedBy = :answer',
      // The attempt itself may come again: the SDK repeats a call whose answer was lost.
      ConditionExpression:
        'attribute_exists(confirmedAt) AND (attribute_not_exists(codeUsedBy) OR codeUsedBy = :answer)',
      ExpressionAttributeValues: { ':answer': randomUUID() },
    },
    store,
  );
  return { userId, status: await settled(who, status, store, pause) };
}

/** Changes the onboarding under a condition. If that does not hold, the code is not valid. */
async function change(
  who: Attempt,
  update: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
  { client, onboarding }: OnboardingStore,
): Promise<OnboardingItem> {
  try {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: onboarding,
        Key: onboardingKey(who.userId),
        ...update,
        ConditionExpression: `${ofAttempt(attemptOf(who))} AND ${update.ConditionExpression}`,
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':attempt': attemptOf(who) },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Attributes as OnboardingItem;
  } catch (error) {
    throw error instanceof ConditionalCheckFailedException ? notFound() : error;
  }
}

/** The status after the workflow has processed the confirmation, or the status after a while. */
async function settled(
  who: Attempt,
  status: UserStatus,
  store: OnboardingStore,
  pause: (ms: number) => Promise<unknown>,
): Promise<UserStatus> {
  let current = status;
  for (let look = 1; current === 'ONBOARDING' && look <= LOOKS; look++) {
    await pause(LOOK_MS);
    current = (await findAttempt(who, store))?.status ?? current;
  }
  return current;
}

const notFound = () => new RefusedError('not-found', 'This code is unknown, has expired or was used');
