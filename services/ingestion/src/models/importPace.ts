import type { ImportItem } from './imports.ts';

/** How fast an import goes. */
export interface Pace {
  rowsPerSecond: number;
  /** An estimate: the time for the rest of the file, at the pace so far. */
  secondsLeft: number;
}

/** The pace of an import whose chunks are being worked on, once the first is done; otherwise undefined. */
export function paceOf(
  {
    status,
    plannedAt,
    progressAt,
    chunksDone,
    chunksTotal,
    read,
    bytesDone,
    bytesTotal,
  }: Pick<
    ImportItem,
    'status' | 'plannedAt' | 'progressAt' | 'chunksDone' | 'chunksTotal' | 'read' | 'bytesDone' | 'bytesTotal'
  >,
  now: Date,
): Pace | undefined {
  if (status !== 'PROCESSING' || chunksTotal === undefined || chunksDone === 0) return undefined;
  const from = Date.parse(plannedAt ?? '');
  const until = Date.parse(progressAt ?? '');
  // False when a time is missing, or a clock is behind.
  if (!(until > from) || bytesDone <= 0) return undefined;
  const seconds = (until - from) / 1000;
  const left = ((bytesTotal - bytesDone) / bytesDone) * seconds - (now.getTime() - until) / 1000;
  return { rowsPerSecond: Math.round(read / seconds), secondsLeft: Math.max(0, Math.ceil(left)) };
}
