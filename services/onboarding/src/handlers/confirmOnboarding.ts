import { publicHttp } from '@orderflow/lambda';
import { isConfirmOnboarding } from '@orderflow/validation';
import { confirm } from '../models/confirm.ts';

export const handler = publicHttp(async ({ json, context }) => ({
  status: 200,
  body: await confirm(json(isConfirmOnboarding).code, context.now),
}));
