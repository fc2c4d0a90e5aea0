import { randomUUID } from 'node:crypto';
import type { Person } from './api.ts';

export interface ImportState {
  importId: string;
  status: string;
  bytes: { done: number; total: number };
  chunks: { done: number; total: number };
  rows: { read: number; created: number; duplicate: number; rejected: number };
  dryRun?: true;
  preview?: { rows: ImportState['rows']; sums: Record<string, number>; rejects?: { line: number }[] };
  undo?: {
    status: string;
    orders: { cancelled: number; ended: number; kept: number };
    keptUrl?: string;
  };
  understood?: { encoding: string; delimiter: string; guessed: string[] };
  reason?: string;
  rejectsUrl?: string;
}

/** Requests an upload URL and uploads the file with only the given `uploadHeaders`. Returns the import's id. */
export async function uploadCsv(
  person: Person,
  csv: string | Uint8Array,
  more: Record<string, unknown> = {},
): Promise<string> {
  const { status, body } = await person.post<{
    importId: string;
    uploadUrl: string;
    uploadHeaders: Record<string, string>;
  }>('/imports', { fileName: 'orders.csv', ...more }, { 'idempotency-key': randomUUID() });
  if (status !== 201) throw new Error(`POST /imports answered ${status}: ${JSON.stringify(body)}`);
  const put = await fetch(body.uploadUrl, {
    method: 'PUT',
    headers: body.uploadHeaders,
    body: csv as string,
  });
  if (!put.ok) throw new Error(`the upload was refused with ${put.status}: ${await put.text()}`);
  return body.importId;
}
