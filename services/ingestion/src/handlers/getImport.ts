import { http } from '@orderflow/lambda';
import { getImport } from '../models/imports.ts';
import { toImport } from '../models/importView.ts';

export const handler = http(async ({ principal, params }) => ({
  status: 200,
  body: await toImport(await getImport(params['importId'], principal)),
}));
