import { task } from '../lib/task.ts';
import { sendMail } from '../models/sendMail.ts';

export const handler = task(({ userId }, { now }) => sendMail(userId, 'SendWelcome', now));
