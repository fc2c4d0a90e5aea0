import type { Dropped } from './dropFile.ts';

/** What became of a file, for people. */
export function summary({ fileName, status, reason, rows, seconds, rejectsUrl, importId }: Dropped): string {
  if (status === 'FAILED') return `${fileName}: FAILED: ${reason ?? 'no reason given'} (import ${importId})`;
  const rate = Math.round(rows.read / Math.max(seconds, 0.001));
  const lines = [
    `${fileName}: ${rows.read} rows in ${seconds.toFixed(1)} s (${rate} rows/s), import ${importId}`,
    `  created    ${rows.created}`,
    `  duplicate  ${rows.duplicate}`,
    `  rejected   ${rows.rejected}`,
  ];
  if (rejectsUrl) lines.push(`  why        ${rejectsUrl}`);
  return lines.join('\n');
}

/** Whether every row is an order now. */
export const isClean = ({ status, rows }: Dropped): boolean => status === 'COMPLETED' && rows.rejected === 0;
