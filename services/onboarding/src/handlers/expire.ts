import { task } from '../lib/task.ts';
import { expire } from '../models/endOnboarding.ts';

export const handler = task(async (who, context) => ({ outcome: await expire(who, context) }));
