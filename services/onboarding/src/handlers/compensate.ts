import { type TaskInput, task } from '../lib/task.ts';
import { compensate } from '../models/endOnboarding.ts';

interface Failure extends TaskInput {
  /** What the workflow caught. */
  error: { Error: string };
}

export const handler = task(({ userId, error }: Failure, context) =>
  compensate(userId, error.Error, context),
);
