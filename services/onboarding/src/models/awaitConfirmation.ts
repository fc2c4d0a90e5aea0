import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { store as defaultStore } from '../lib/store.ts';
import { type Wake, wake as wakeUp } from '../lib/workflow.ts';
import { advance } from './advance.ts';
import { NotOnboardingError } from './errors.ts';
import type { Attempt, OnboardingItem, OnboardingStore } from './onboarding.ts';

/**
 * Stores the token of a waiting state where the confirmation finds it. The confirmation may have come first, right
 * after the mail or between two waits: then the state continues at once. Both write to the same item, and each reads
 * what the other wrote, so they cannot miss each other.
 */
export async function awaitConfirmation(
  who: Attempt,
  step: 'WaitForConfirmation' | 'WaitAfterReminder',
  taskToken: string,
  now: Date,
  { client, onboarding }: OnboardingStore = defaultStore,
  wake: Wake = wakeUp,
): Promise<void> {
  const update = advance(who, { step, outcome: 'WAITING', set: { taskToken } }, now, onboarding);
  try {
    const { Attributes } = await client.send(new UpdateCommand({ ...update, ReturnValues: 'ALL_NEW' }));
    const item = Attributes as OnboardingItem;
    if (item.confirmedAt) await wake(taskToken, item);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw new NotOnboardingError('there is nothing to wait for: the onboarding has ended');
  }
}
