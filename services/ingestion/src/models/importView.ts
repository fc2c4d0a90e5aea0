import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { type Pace, paceOf } from './importPace.ts';
import {
  type ImportItem,
  type ImportStatus,
  keptKey,
  type Preview,
  type RowCounts,
  rejectsKey,
  type Understood,
  type Undo,
  type UndoneOrders,
} from './imports.ts';

/** An import as callers see it. Totals are 0 until they are known. */
export interface Import {
  importId: string;
  fileName: string;
  /** COMPLETED for an import that is or was undone: `undo` says how far that is. */
  status: Exclude<ImportStatus, 'UNDOING' | 'UNDONE'>;
  bytes: Progress;
  chunks: Progress;
  rows: RowCounts;
  /** It creates no order until it is committed. */
  dryRun?: true;
  /** A mail tells its owner when it has ended. */
  notify?: true;
  /** The result that it would have; stays after the commit. */
  preview?: ShownPreview;
  /** PROCESSING only, once a part of the file is done. */
  progress?: Pace;
  /** How the file was read; absent until it was. */
  understood?: Understood;
  /** FAILED only: why, and what to do. */
  reason?: string;
  /** COMPLETED and PREVIEWED only, when rows were rejected; valid for {@link REJECTS_URL_SECONDS}. */
  rejectsUrl?: string;
  undo?: ShownUndo;
  /** RFC 3339: when the file arrived, or its preview was committed; before that, when the import was requested. */
  startedAt: string;
  finishedAt?: string;
}

/** The undo of the orders that the import created. */
interface ShownUndo {
  status: 'PROCESSING' | 'COMPLETED' | 'FAILED';
  chunks: Progress;
  orders: UndoneOrders;
  /** FAILED only. */
  reason?: string;
  /** COMPLETED only, when orders were kept; valid for {@link REJECTS_URL_SECONDS}. */
  keptUrl?: string;
  startedAt: string;
  finishedAt?: string;
}

/** With sums as numbers: beyond 2^53 the nearest one. */
interface ShownPreview extends Omit<Preview, 'sums'> {
  sums: Record<string, number>;
}

interface Progress {
  done: number;
  total: number;
}

const REJECTS_URL_SECONDS = 900;

export async function toImport(
  item: ImportItem,
  { s3, bucket }: Pick<Store, 's3' | 'bucket'> = defaultStore,
  now = new Date(),
): Promise<Import> {
  const {
    pk,
    fileName,
    read,
    created,
    duplicate,
    rejected,
    reason,
    understood,
    dryRun,
    notify,
    preview,
    finishedAt,
  } = item;
  const status = item.status === 'UNDOING' || item.status === 'UNDONE' ? 'COMPLETED' : item.status;
  const progress = paceOf(item, now);
  const rejects = new GetObjectCommand({ Bucket: bucket, Key: rejectsKey(pk, status === 'PREVIEWED') });
  return {
    importId: pk,
    fileName,
    status,
    bytes: { done: item.bytesDone, total: item.bytesTotal },
    chunks: { done: item.chunksDone, total: item.chunksTotal ?? 0 },
    rows: { read, created, duplicate, rejected },
    ...(progress ? { progress } : {}),
    ...(dryRun ? { dryRun } : {}),
    ...(notify ? { notify } : {}),
    ...(preview ? { preview: shown(preview) } : {}),
    ...(understood ? { understood } : {}),
    ...(reason ? { reason } : {}),
    ...((status === 'COMPLETED' || status === 'PREVIEWED') && rejected > 0
      ? { rejectsUrl: await getSignedUrl(s3, rejects, { expiresIn: REJECTS_URL_SECONDS }) }
      : {}),
    ...(item.undo ? { undo: await toUndo(item, item.undo, { s3, bucket }) } : {}),
    startedAt: item.startedAt ?? item.createdAt,
    ...(finishedAt ? { finishedAt } : {}),
  };
}

async function toUndo(
  { pk, status, undoReason, chunksTotal: imported = 0 }: ImportItem,
  { chunksDone, chunksTotal = imported, cancelled, ended, kept, startedAt, finishedAt }: Undo,
  { s3, bucket }: Pick<Store, 's3' | 'bucket'>,
): Promise<ShownUndo> {
  const file = new GetObjectCommand({ Bucket: bucket, Key: keptKey(pk) });
  return {
    status: status === 'UNDOING' ? 'PROCESSING' : status === 'UNDONE' ? 'COMPLETED' : 'FAILED',
    chunks: { done: chunksDone, total: chunksTotal },
    orders: { cancelled, ended, kept },
    ...(undoReason ? { reason: undoReason } : {}),
    ...(status === 'UNDONE' && kept > 0
      ? { keptUrl: await getSignedUrl(s3, file, { expiresIn: REJECTS_URL_SECONDS }) }
      : {}),
    startedAt,
    ...(finishedAt ? { finishedAt } : {}),
  };
}

const shown = ({ sums, ...preview }: Preview): ShownPreview => ({
  ...preview,
  sums: Object.fromEntries(Object.entries(sums).map(([currency, sum]) => [currency, Number(sum)])),
});

/** An import in a list, without the rows of its preview: those of 100 imports do not fit one page. */
export async function toListed(item: ImportItem): Promise<Import> {
  const { preview, ...listed } = await toImport(item);
  if (!preview) return listed;
  const { rejects: _, ...counts } = preview;
  return { ...listed, preview: counts };
}
