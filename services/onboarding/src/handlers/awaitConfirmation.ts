import { type TaskInput, task } from '../lib/task.ts';
import { awaitConfirmation } from '../models/awaitConfirmation.ts';

interface Wait extends TaskInput {
  step: 'WaitForConfirmation' | 'WaitAfterReminder';
  taskToken: string;
}

export const handler = task(({ userId, step, taskToken }: Wait, { now }) =>
  awaitConfirmation(userId, step, taskToken, now),
);
