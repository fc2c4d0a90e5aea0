import { type TaskInput, task } from '../lib/task.ts';
import { awaitConfirmation } from '../models/awaitConfirmation.ts';

interface Wait extends TaskInput {
  step: 'WaitForConfirmation' | 'WaitAfterReminder';
  taskToken: string;
}

export const handler = task((wait: Wait, { now }) => awaitConfirmation(wait, wait.step, wait.taskToken, now));
