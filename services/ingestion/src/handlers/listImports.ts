import { http, pageLimit } from '@orderflow/lambda';
import { toListed } from '../models/importView.ts';
import { listImports } from '../models/listImports.ts';

export const handler = http(async ({ principal, query }) => {
  const { items, ...rest } = await listImports(principal, {
    limit: pageLimit(query['limit']),
    cursor: query['cursor'],
  });
  return { status: 200, body: { items: await Promise.all(items.map(toListed)), ...rest } };
});
