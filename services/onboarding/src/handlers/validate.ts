import { task } from '../lib/task.ts';
import { validate } from '../models/validate.ts';

export const handler = task((who, { now }) => validate(who, now));
