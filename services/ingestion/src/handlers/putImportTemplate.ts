import { http } from '@orderflow/lambda';
import { isPutImportTemplate } from '@orderflow/validation';
import { putTemplate } from '../models/templates.ts';

export const handler = http(async ({ principal, params, json }) => ({
  status: 200,
  body: await putTemplate(principal, params['name'], json(isPutImportTemplate)),
}));
