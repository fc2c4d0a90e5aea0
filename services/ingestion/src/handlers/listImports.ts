import { http, pageLimit } from '@orderflow/lambda';
import { toImport } from '../models/importView.ts';
import { listImports } from '../models/listImports.ts';

export const handler = http(async ({ principal, query }) => {
  const { items, ...rest } = await listImports(principal, {
    limit: pageLimit(query['limit']),
    cursor: query['cursor'],
  });
  return { status: 200, body: { items: await Promise.all(items.map((item) => toImport(item))), ...rest } };
});
