import { http } from '@orderflow/lambda';
import { deleteTemplate } from '../models/templates.ts';

export const handler = http(async ({ principal, params }) => ({
  status: 200,
  body: await deleteTemplate(principal, params['name']),
}));
