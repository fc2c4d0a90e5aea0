import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { fireSchedule, type ImportState, Person } from '../src/index.ts';

const TWO_DAYS_MS = 2 * 86_400_000;

test('an upload that never comes is given up on, and its import says so', async () => {
  const ann = new Person(undefined, 'imports:write');
  const key = { 'idempotency-key': randomUUID() };
  const { body } = await ann.post<{ importId: string }>('/imports', { fileName: 'late.csv' }, key);
  const state = async () => (await ann.get<ImportState>(`/imports/${body.importId}`)).body;

  await fireSchedule('ingestion', 'tidyImports', new Date().toISOString());
  expect(await state()).toMatchObject({ status: 'AWAITING_UPLOAD' });

  const later = new Date(Date.now() + TWO_DAYS_MS).toISOString();
  await Promise.all([1, 2].map(() => fireSchedule('ingestion', 'tidyImports', later)));
  expect(await state()).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('No file') });
});
