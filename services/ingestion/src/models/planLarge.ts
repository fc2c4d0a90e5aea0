import { env } from '@orderflow/lambda';
import type { FileHead } from '../lib/importFiles.ts';
import type { FilesStore } from '../lib/store.ts';
import { changeOnce } from './changeOnce.ts';
import { chunkMessages } from './chunkMessages.ts';
import type { ImportItem, Upload } from './imports.ts';
import { getPart, lastPart, type PlanPartItem, partNumber, planNextPart } from './planParts.ts';
import { type PlannedFile, understoodOf } from './planUpload.ts';
import type { Work } from './work.ts';

/** Queues the upload to be planned again, after this many seconds. */
export type Again = (upload: Upload, delaySeconds?: number) => Promise<void>;

/** How long to wait when too many chunks are queued. No message may stay in a queue for longer than two weeks. */
const WAIT_SECONDS = 300;

/** A file whose plan is complete, made in parts. */
export interface FileInParts extends PlannedFile {
  last: PlanPartItem;
}

/**
 * Plans a file that is too large for one run: first one part per run, then each run queues the chunks of one part. A
 * run that makes progress queues the next run. Of concurrent runs that do the same, one makes progress and the others
 * end. A run that dies is repeated, because its message is delivered again. So there is always a message, and soon only
 * one.
 *
 * ```
 *  plan part 0 ─> … ─> plan part n ─> the file is sound ─> queue part 0 ─> … ─> queue part n ─> totals
 * ```
 *
 * @returns the file once it is planned; undefined when more is to be planned, in another run.
 * @throws UnusableFileError
 */
export async function planInParts(
  item: ImportItem,
  upload: Upload,
  head: FileHead,
  work: Work,
  now: Date,
  store: FilesStore,
  again: Again,
): Promise<FileInParts | undefined> {
  const last = await lastPart(item.pk, store);
  if (!last?.plan) {
    if (await planNextPart(item, upload, head, last, work, now, store)) await again(upload);
    return undefined;
  }
  return {
    object: upload.object,
    bytes: head.bytes,
    plan: { ...last.plan, chunks: last.chunks },
    chunksTotal: last.chunksTotal,
    reading: item.reading ?? {},
    last,
  };
}

/**
 * Queues the chunks of the next part, unless too many are queued already.
 *
 * @returns true when all are queued; false when another run continues.
 */
export async function queueNextPart(
  item: ImportItem,
  upload: Upload,
  file: FileInParts,
  { send, sent, chunksDone, sentAt, progressAt, condition, names, status }: Work,
  now: Date,
  store: FilesStore,
  again: Again,
): Promise<boolean> {
  const { parts, chunks } = sent ?? { parts: 0, chunks: 0 };
  const last = partNumber(file.last);
  if (parts > last) return true;
  if (chunks - chunksDone > Number(env('PLAN_AHEAD_CHUNKS'))) {
    await again(upload, WAIT_SECONDS);
    return false;
  }
  const part = parts === last ? file.last : await getPart(item.pk, parts, store);
  await send(chunkMessages(item, { ...file, plan: { ...file.plan, chunks: part.chunks } }));
  const isFirst = status === 'PROCESSING' && !sent;
  const changed = await changeOnce(
    item.pk,
    {
      UpdateExpression: `SET ${sentAt} = :sent, ${progressAt} = :now${isFirst ? ', bytesTotal = :bytes, understood = :understood' : ''}`,
      ConditionExpression: `${condition} AND ${sent ? `${sentAt} = :before` : `attribute_not_exists(${sentAt})`}`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: {
        ':status': status,
        ':now': now.toISOString(),
        ':sent': { parts: parts + 1, chunks: chunks + part.chunks.length },
        ...(sent && { ':before': sent }),
        ...(isFirst && { ':bytes': file.bytes, ':understood': understoodOf(file) }),
      },
    },
    store,
  );
  if (changed && parts < last) await again(upload);
  return changed && parts === last;
}
