import type { ImportState } from '@orderflow/ops/imports/types';

/** A duration in two units at most. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Rate and remaining time of an upload; empty during the first second. */
export function uploadNote(bytes: number, size: number, milliseconds: number): string {
  if (bytes === 0 || milliseconds < 1_000) return '';
  const perSecond = (bytes / milliseconds) * 1000;
  const rate = `${(perSecond / 1e6).toFixed(1)} MB/s`;
  return bytes < size ? `${rate}, ${duration((size - bytes) / perSecond)} left` : rate;
}

/** Rows, rate and remaining time of an import. */
export function paceNote({ rows, progress }: Pick<ImportState, 'rows' | 'progress'>): string {
  if (!progress) return `${rows.read} rows`;
  return `${rows.read} rows, ${progress.rowsPerSecond} rows/s, ${duration(progress.secondsLeft)} left`;
}
