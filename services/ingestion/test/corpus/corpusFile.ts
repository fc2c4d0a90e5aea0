import type { ReadingRules } from '../../src/csv/readingRules.ts';

/** A small file as people make them, and the expected result. */
export interface CorpusFile {
  name: string;
  bytes: Buffer;
  /** Its importer's rules for reading it. */
  rules?: ReadingRules;
  /** How the rows are read; `utf-8` and a comma by default. */
  encoding?: string;
  delimiter?: string;
  /** Each row, in order: its line and order, or its line, column and a part of the reason. */
  rows?: (Ordered | Rejected)[];
  /** Or why the whole file is refused: parts of the reason. */
  refused?: RegExp;
}

interface Ordered {
  line: number;
  id: string;
  sku?: string;
  quantity?: number;
  unitPrice?: number;
  note?: string;
  userId?: string;
  createdAt?: string;
  /** The skus of its lines. */
  lines?: string[];
}

interface Rejected {
  line: number;
  column: string;
  reason: RegExp;
}

export const NAMES = 'orderId,userId,sku,quantity,unitPrice,currency,note';
/** A row like those of every file here. */
export const row = (id: string, note = '', delimiter = ','): string =>
  [id, 'ann', 'TEA-1', '2', '350', 'EUR', note].join(delimiter);
/** Joins a header and rows; the last one has a line end, too. */
export const lines = (all: string[], end = '\n'): string => all.map((one) => one + end).join('');

export const utf8 = (text: string): Buffer => Buffer.from(text);
export const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le');
export const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
/** For letters that Latin-1 has too; `€` is 0x80. */
export const windows1252 = (text: string): Buffer =>
  Buffer.concat([...text].map((sign) => (sign === '€' ? Buffer.from([0x80]) : Buffer.from(sign, 'latin1'))));
export const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
