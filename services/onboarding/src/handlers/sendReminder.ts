import { task } from '../lib/task.ts';
import { sendMail } from '../models/sendMail.ts';

export const handler = task((who, { now }) => sendMail(who, 'SendReminder', now));
