import type { ImportState, Preview, Undo } from '@orderflow/ops/imports/types';
import type { Dropped } from './dropFile.ts';
import { isPlain, understanding, visible } from './understanding.ts';

/** The result of a file, for people. */
export function summary(dropped: Dropped): string {
  const { fileName, status, reason, rows, seconds, rejectsUrl, importId, understood } = dropped;
  if (status === 'FAILED') {
    const lines = [`${fileName}: FAILED: ${reason ?? 'no reason given'} (import ${importId})`];
    return [...lines, ...optionsFor(reason)].join('\n');
  }
  if (status === 'PREVIEWED') return previewOf(dropped);
  const rate = Math.round(rows.read / Math.max(seconds, 0.001));
  const lines = [
    `${fileName}: ${rows.read} rows in ${seconds.toFixed(1)} s (${rate} rows/s), import ${importId}`,
    ...(understood && !isPlain(understood) ? understanding(understood) : []),
    `  created    ${rows.created}`,
    `  duplicate  ${rows.duplicate}`,
    `  rejected   ${rows.rejected}`,
  ];
  if (rejectsUrl) lines.push(`  why        ${rejectsUrl}`);
  return lines.join('\n');
}

/** True if every row is an order now, or would be after a dry run. */
export const isClean = ({ status, rows }: Pick<ImportState, 'status' | 'rows'>): boolean =>
  (status === 'COMPLETED' || status === 'PREVIEWED') && rows.rejected === 0;

/** The result of an undo, for people. */
export function undoSummary({ fileName, importId, undo }: ImportState): string {
  const { status, orders, reason, keptUrl } = undo as Undo;
  const how = status === 'FAILED' ? `cannot be undone: ${reason ?? 'no reason given'}` : 'undone';
  const lines = [
    `${fileName}: ${how} (import ${importId})`,
    `  cancelled  ${orders.cancelled}`,
    `  ended      ${orders.ended}, before: rejected, or cancelled by somebody else`,
    `  kept       ${orders.kept}, which have left`,
  ];
  if (keptUrl) lines.push(`  which      ${keptUrl}`);
  return lines.join('\n');
}

/** True if nothing of the import is left. */
export const isUndone = ({ undo }: Pick<ImportState, 'undo'>): boolean =>
  undo?.status === 'COMPLETED' && undo.orders.kept === 0;

/** Rejects in a preview. A few are enough to show what is wrong with a file. */
const SHOWN_REJECTS = 5;

function previewOf({
  fileName,
  importId,
  understood,
  preview,
  rejectsUrl,
  rows: counted,
}: ImportState): string {
  const { rows = counted, sums = {}, rejects = [] } = preview ?? ({} as Partial<Preview>);
  const money = Object.entries(sums).map(([currency, minor]) => amount(currency, minor));
  const lines = [
    `${fileName}: ${rows.read} rows, not imported yet (import ${importId})`,
    ...(understood ? understanding(understood) : []),
    `  would be created    ${rows.created}${money.length > 0 ? `, together ${money.join(', ')}` : ''}`,
    `  would be duplicate  ${rows.duplicate}`,
    `  would be rejected   ${rows.rejected}`,
    ...rejects
      .slice(0, SHOWN_REJECTS)
      .map(({ line, column, reason }) => `    line ${line}${column && `, ${column}`}: ${visible(reason)}`),
  ];
  if (rejects.length > SHOWN_REJECTS) lines.push('    …');
  if (rejectsUrl) lines.push(`  all of them         ${rejectsUrl}`);
  return lines.join('\n');
}

/** Formats minor units with the decimals that ISO 4217 defines for the currency. */
function amount(currency: string, minor: number): string {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  const units = (minor / 10 ** digits).toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${units} ${currency}`;
}

/** Options of this command, by the field of POST /imports that a failure's reason names. */
const OPTIONS: Record<string, string> = {
  mapping: '--map NAME=COLUMN',
  ignoreUnknown: '--ignore-unknown',
  encoding: '--encoding',
  delimiter: '--delimiter',
  decimal: '--decimal',
  dateFormat: '--date-format',
};

function optionsFor(reason = ''): string[] {
  const options = Object.entries(OPTIONS).flatMap(([name, option]) =>
    reason.includes(`"${name}"`) ? [`${option} for "${name}"`] : [],
  );
  return options.length > 0 ? [`  say it by  ${options.join(', ')}`] : [];
}
