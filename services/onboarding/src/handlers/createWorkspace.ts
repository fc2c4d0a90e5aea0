import { task } from '../lib/task.ts';
import { createWorkspace } from '../models/createWorkspace.ts';

export const handler = task(({ userId }, { now }) => createWorkspace(userId, now));
