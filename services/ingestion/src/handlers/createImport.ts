import { derivedId } from '@orderflow/domain';
import { http, idempotencyKey, replayed } from '@orderflow/lambda';
import { isCreateImport } from '@orderflow/validation';
import { createImport } from '../models/createImport.ts';

export const handler = http(async ({ principal, scopes, headers, json, context }) => {
  const key = idempotencyKey(headers['idempotency-key']);
  const content = json(isCreateImport);
  const importId = derivedId(principal, 'POST /imports', key);
  const created = await createImport(importId, { principal, scopes }, content, context);
  return {
    status: 201,
    body: created.slot,
    headers: { location: `/imports/${importId}`, ...replayed(created) },
  };
});
