import { task } from '../lib/task.ts';
import { expire } from '../models/endOnboarding.ts';

export const handler = task(async ({ userId }, context) => ({ outcome: await expire(userId, context) }));
