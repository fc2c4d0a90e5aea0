import { DELIMITERS, type Delimiter, delimiterName } from '../format.ts';
import { cellsOf, isWellFormed } from '../records/cells.ts';
import { UnusableFileError } from '../unusableFile.ts';
import {
  type Column,
  type ColumnRules,
  OPTIONAL_COLUMNS,
  REQUIRED_COLUMNS,
  type UnderstoodColumn,
  understand,
} from './columns.ts';

/** How many cells are read: more would say nothing new about a wrong header. */
const MAX_CELLS = 100;
const MAX_NAMED = 5;
const MAX_NAME = 40;

export interface Header {
  delimiter: Delimiter;
  /** For each cell of a row: its column, or `-` and its index when it is ignored. */
  columns: string[];
  understood: UnderstoodColumn[];
}

/**
 * The columns that a header record names, in its order.
 *
 * @param record the first record of the file that is not empty, without its line end.
 * @param delimiter if it is known; otherwise the one that finds the most columns is used.
 * @throws UnusableFileError when columns are missing, unknown or there twice.
 */
export function readHeader(
  record: string,
  line: number,
  delimiter?: Delimiter,
  rules: ColumnRules = {},
): Header {
  const [best] = (delimiter ? [delimiter] : DELIMITERS)
    .map((one) => {
      const names = namesIn(record, one);
      const understood = understand(names, rules);
      const known = understood.filter((column) => column?.column).length;
      return { delimiter: one, names, understood, known };
    })
    .toSorted((a, b) => b.known - a.known || b.names.length - a.names.length);
  const { names, understood, delimiter: found } = best as NonNullable<typeof best>;
  const fault = faultOf(names, understood);
  if (fault) {
    throw new UnusableFileError(
      `Line ${line} is not the header: it ${fault}. The header names ${REQUIRED_COLUMNS.join(', ')} and, if wanted, ${OPTIONAL_COLUMNS.join(', ')}, in any order, separated by commas, semicolons, tabs or vertical bars${delimiter ? ` (here: by ${delimiterName(delimiter)})` : ''}. Other names can be mapped to these ("mapping"), other columns ignored ("ignoreUnknown").`,
    );
  }
  const all = understood as UnderstoodColumn[];
  return {
    delimiter: found,
    columns: all.map(({ column }, index) => column ?? `-${index}`),
    understood: all,
  };
}

/** The names, trimmed, without the empty ones at the end. */
function namesIn(record: string, delimiter: Delimiter): string[] {
  const cells = isWellFormed(record, delimiter)
    ? (cellsOf(record, delimiter, MAX_CELLS) ?? [])
    : record.split(delimiter, MAX_CELLS);
  const names = cells.map(trimmed);
  return names.slice(0, names.findLastIndex((name) => name !== '') + 1);
}

/** Without the spaces around it, including invisible ones. */
function trimmed(name: string): string {
  let [start, end] = [0, name.length];
  while (start < end && SPACE.test(name[start] as string)) start++;
  while (end > start && SPACE.test(name[end - 1] as string)) end--;
  return name.slice(start, end);
}

const SPACE = /[\s\u200b-\u200d\u2060\ufeff]/;

function faultOf(names: string[], understood: (UnderstoodColumn | undefined)[]): string | undefined {
  const columns = understood.map((one) => one?.column);
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.includes(column));
  const unknown = names.filter((_, index) => !understood[index]);
  const twice = columns.filter(
    (column, index): column is Column => column !== undefined && columns.indexOf(column) < index,
  );
  const faults = [
    ...(missing.length > 0 ? [`lacks ${list(missing)}`] : []),
    ...(unknown.length > 0 ? [`has the unknown ${list(unknown.map(shown))}`] : []),
    ...(twice.length > 0 ? [`has ${list(twice)} twice`] : []),
  ];
  return faults.length > 0 ? faults.join(' and ') : undefined;
}

/** A name in quotes, shortened, with invisible characters made visible. */
function shown(name: string): string {
  const cut = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME).toWellFormed()}…` : name;
  return JSON.stringify(cut).replace(INVISIBLE, (sign) => {
    const code = sign.codePointAt(0) as number;
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

const INVISIBLE = /[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu;

function list(names: readonly string[]): string {
  const named = names.slice(0, MAX_NAMED);
  const more = names.length - named.length;
  return `column${names.length > 1 ? 's' : ''} ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
