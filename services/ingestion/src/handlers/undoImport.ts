import { http } from '@orderflow/lambda';
import { toImport } from '../models/importView.ts';
import { undoImport } from '../models/undoImport.ts';

export const handler = http(async ({ principal, scopes, params, context }) => ({
  status: 200,
  body: await toImport(await undoImport(params['importId'], { principal, scopes }, context.now)),
}));
