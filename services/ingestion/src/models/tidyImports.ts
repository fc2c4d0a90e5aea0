import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';
import { isUploaded } from '../lib/importFiles.ts';
import { store as defaultStore, type FilesStore } from '../lib/store.ts';
import { failImport } from './failImport.ts';
import { IMPORT, type ImportItem, type ImportStatus, type ImportsStore, incomingKey } from './imports.ts';

/** An import that makes no progress, and the status in which it waits. */
interface StuckImport {
  importId: string;
  status: ImportStatus;
  /** RFC 3339: when it last made progress. */
  since: string;
}

export interface Tidied {
  /** Ids of the imports that were given up on. */
  abandoned: string[];
  stuck: StuckImport[];
}

const REASON =
  'No file was uploaded in time. Ask for a new import, and upload the file before its URL expires.';

/**
 * Gives up on imports whose upload never came, and finds those that make no progress. Every change is conditional on
 * what was seen, so this may be repeated, run concurrently, and coincide with the upload. A file that comes later all
 * the same becomes an import of its own.
 *
 * @param due the time from which the age of an import is measured
 */
export async function tidyImports(due: Date, now: Date, store: FilesStore = defaultStore): Promise<Tidied> {
  const before = (setting: string) => new Date(due.getTime() - Number(env(setting)) * 1000).toISOString();
  const tidied: Tidied = { abandoned: [], stuck: [] };
  for (const { pk, createdAt } of await open('AWAITING_UPLOAD', before('ABANDON_AFTER_SECONDS'), store)) {
    if (await isUploaded(incomingKey(pk), store)) {
      tidied.stuck.push({ importId: pk, status: 'AWAITING_UPLOAD', since: createdAt });
      continue;
    }
    // An upload that comes at this moment wins.
    const { status } = await failImport({ pk, status: 'AWAITING_UPLOAD' }, REASON, now, store);
    if (status === 'FAILED') tidied.abandoned.push(pk);
  }
  const stuckBefore = before('STUCK_AFTER_SECONDS');
  const running = await Promise.all(RUNNING.map((status) => open(status, stuckBefore, store)));
  const keys = running.flat().map(({ pk }) => ({ pk, sk: IMPORT }));
  for (const item of await batchGet<ImportItem>(store.client, store.imports, keys)) {
    const { status, undo } = item;
    const since =
      status === 'UNDOING' && undo
        ? (undo.progressAt ?? undo.startedAt)
        : (item.progressAt ?? item.startedAt ?? item.createdAt);
    if (!RUNNING.includes(status) || since >= stuckBefore) continue;
    tidied.stuck.push({ importId: item.pk, status: item.status, since });
  }
  return tidied;
}

const RUNNING: readonly ImportStatus[] = ['PROCESSING', 'UNDOING'];

/** Imports with this status that were requested before a time, oldest first, as the index has them. */
async function open(
  status: ImportStatus,
  createdBefore: string,
  { client, imports }: ImportsStore,
): Promise<Pick<ImportItem, 'pk' | 'createdAt'>[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: imports,
      IndexName: 'byStatus',
      KeyConditionExpression: '#status = :status AND createdAt < :before',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': status, ':before': createdBefore },
    },
  );
  const found: Pick<ImportItem, 'pk' | 'createdAt'>[] = [];
  for await (const { Items = [] } of pages) found.push(...(Items as typeof found));
  return found;
}
