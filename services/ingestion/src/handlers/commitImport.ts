import { http } from '@orderflow/lambda';
import { commitImport } from '../models/commitImport.ts';
import { toImport } from '../models/importView.ts';

export const handler = http(async ({ principal, params, context }) => ({
  status: 200,
  body: await toImport(await commitImport(params['importId'], principal, context.now)),
}));
