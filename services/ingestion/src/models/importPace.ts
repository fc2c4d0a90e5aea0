import type { ImportItem } from './imports.ts';

/** How fast an import goes. */
export interface Pace {
  rowsPerSecond: number;
  /** An estimate: what is left of the file, at the pace so far. */
  secondsLeft: number;
}

/** The pace of an import whose chunks are being worked on, from the first that is done; of no other. */
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
  // Not so when they are missing, or of a clock that is behind.
  if (!(until > from) || bytesDone <= 0) return undefined;
  const seconds = (until - from) / 1000;
  const left = ((bytesTotal - bytesDone) / bytesDone) * seconds - (now.getTime() - until) / 1000;
  return { rowsPerSecond: Math.round(read / seconds), secondsLeft: Math.max(0, Math.ceil(left)) };
}
