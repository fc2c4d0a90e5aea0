import type { CreateImport } from '@orderflow/validation';

/** The options that say how files are read. */
export interface ReadingOptions {
  map?: string[] | undefined;
  'ignore-unknown'?: boolean | undefined;
  decimal?: string | undefined;
  delimiter?: string | undefined;
  encoding?: string | undefined;
  'date-format'?: string | undefined;
  'time-zone'?: string | undefined;
}

type Reading = Omit<CreateImport, 'fileName' | 'dryRun' | 'confirmGuesses' | 'notify' | 'template'>;

type Column = NonNullable<NonNullable<CreateImport['mapping']>[string]>;

const COLUMNS = Object.keys({
  orderId: true,
  userId: true,
  sku: true,
  quantity: true,
  unitPrice: true,
  currency: true,
  note: true,
  createdAt: true,
} satisfies Record<Column, true>);
const isColumn = (text: string): boolean => COLUMNS.includes(text);

const DELIMITERS: Record<string, string> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  bar: '|',
};

/**
 * Converts the options to fields of POST /imports, which validates them.
 *
 * @throws Error for a `--map` without a known column. The message says what to write instead.
 */
export function readingOf(options: ReadingOptions): Reading {
  const { map = [], delimiter, decimal, encoding } = options;
  const given = {
    ...(map.length > 0 && { mapping: Object.fromEntries(map.map(mapped)) }),
    ...(options['ignore-unknown'] && { ignoreUnknown: true }),
    ...(decimal !== undefined && { decimal }),
    ...(delimiter !== undefined && { delimiter: DELIMITERS[delimiter] ?? delimiter }),
    ...(encoding !== undefined && { encoding: encoding.toLowerCase() }),
    ...(options['date-format'] !== undefined && { dateFormat: options['date-format'] }),
    ...(options['time-zone'] !== undefined && { timeZone: options['time-zone'] }),
  };
  return given as Reading;
}

/** Splits at the last equals sign: names in the file may contain some, columns do not. An empty column ignores the name. */
function mapped(pair: string): [string, string | null] {
  const at = pair.lastIndexOf('=');
  if (at < 1) throw new Error(`--map takes NAME=COLUMN, such as --map Bestellung=orderId, not "${pair}"`);
  const [name, column] = [pair.slice(0, at), pair.slice(at + 1)];
  if (column === '' || isColumn(column)) return [name, column || null];
  throw new Error(
    `--map ${pair}: "${column}" is none of the columns ${COLUMNS.join(', ')}. ${adviceOn(name, column)}`,
  );
}

/** Suggests what was probably meant. */
function adviceOn(name: string, column: string): string {
  const meant = COLUMNS.find((one) => one.toLowerCase() === column.trim().toLowerCase());
  if (meant) return `Write --map "${name}=${meant}"`;
  const first = 'The name in the file stands first, the column behind it';
  return isColumn(name) ? `${first}: write --map "${column}=${name}"` : first;
}
