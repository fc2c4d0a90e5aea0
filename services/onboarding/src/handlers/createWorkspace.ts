import { task } from '../lib/task.ts';
import { createWorkspace } from '../models/createWorkspace.ts';

export const handler = task((who, { now }) => createWorkspace(who, now));
