import type { Context, SignUpRefusal } from '@orderflow/domain';
import type { SignupRequested } from '@orderflow/validation';
import { store as defaultStore } from '../lib/store.ts';
import { createUser } from './createUser.ts';
import { keepRefusal, SignUpRefusedError } from './refusals.ts';

/** Before any account. Messages of the first version do not say when they were sent, and count as sent then. */
const LONG_AGO = '';

/**
 * Signs up the person who asked for it. A refusal is a final answer, not a failure, because no retry would change it.
 * It is stored where the person finds it.
 */
export async function completeSignup(
  { userId, email, name, proven, requestedAt = LONG_AGO }: SignupRequested,
  context: Context,
  store = defaultStore,
): Promise<'created' | 'replayed' | SignUpRefusal> {
  try {
    const { replayed } = await createUser(userId, { email, name, proven, requestedAt }, context, store);
    return replayed ? 'replayed' : 'created';
  } catch (error) {
    if (!(error instanceof SignUpRefusedError)) throw error;
    await keepRefusal(userId, error.reason, context.now, store);
    return error.reason;
  }
}
