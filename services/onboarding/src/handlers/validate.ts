import { task } from '../lib/task.ts';
import { validate } from '../models/validate.ts';

export const handler = task(({ userId }, { now }) => validate(userId, now));
