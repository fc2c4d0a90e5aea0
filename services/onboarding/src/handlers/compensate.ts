import { type TaskInput, task } from '../lib/task.ts';
import { compensate } from '../models/endOnboarding.ts';

interface Failure extends TaskInput {
  /** The error that the workflow caught. */
  error: { Error: string };
}

export const handler = task((failure: Failure, context) => compensate(failure, failure.error.Error, context));
