import type { Understood } from '@orderflow/ops/imports/types';

const NAMES: Record<string, string> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
  gzip: 'gzip',
};

/** True if the file has this system's own format, so that nothing needs to be explained. */
export const isPlain = ({
  encoding,
  delimiter,
  compression,
  rejectsOf,
  decimal,
  dateFormat,
  columns,
}: Understood): boolean =>
  encoding === 'utf-8' &&
  delimiter === ',' &&
  !compression &&
  !rejectsOf &&
  !decimal &&
  !dateFormat &&
  columns.every(({ by }) => by === 'name');

/** Lines for people: how the file and each of its columns were read. */
export function understanding(understood: Understood): string[] {
  const { encoding, delimiter, compression, rejectsOf, decimal, dateFormat, timeZone } = understood;
  const { columns, guessed } = understood;
  const guess = (what: string) => (guessed.includes(what) ? ' (guessed)' : '');
  const parts = [
    rejectsOf && `the rejects of import ${rejectsOf}`,
    compression && nameOf(compression),
    `${nameOf(encoding)}${guess('encoding')}`,
    `separated by ${nameOf(delimiter)}`,
    decimal && `prices in units, with a decimal ${decimal === ',' ? 'comma' : 'point'}${guess('decimal')}`,
    dateFormat && `dates as ${dateFormat}${timeZone ? ` in ${timeZone}` : ''}`,
  ];
  const width = Math.max(...columns.map(({ header }) => visible(header).length));
  const lines = columns.map(
    ({ header, column, by }) => `${visible(header).padEnd(width)}  ${column ?? 'ignored'}${HOW[by] ?? ''}`,
  );
  return [
    `  read as    ${parts.filter(Boolean).join(', ')}`,
    ...lines.map((line, index) => `  ${index === 0 ? 'columns' : '       '}    ${line}`),
  ];
}

/** How a column was found, if that is worth mentioning. */
const HOW: Partial<Record<Understood['columns'][number]['by'], string>> = {
  alias: ' (guessed)',
  mapping: ' (as you said)',
};

const nameOf = (value: string): string => NAMES[value] ?? value;

/** Escapes a name from a foreign file, so that it cannot move the cursor. */
export const visible = (name: string): string => JSON.stringify(name).slice(1, -1).replace(/\\"/g, '"');
