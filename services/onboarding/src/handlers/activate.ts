import { task } from '../lib/task.ts';
import { activate } from '../models/activate.ts';

export const handler = task((who, context) => activate(who, context));
