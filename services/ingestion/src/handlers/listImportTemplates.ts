import { http } from '@orderflow/lambda';
import { listTemplates } from '../models/templates.ts';

export const handler = http(async ({ principal }) => ({
  status: 200,
  body: { items: await listTemplates(principal) },
}));
