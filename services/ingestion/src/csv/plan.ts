import type { Decimal } from './amounts.ts';
import type { UnderstoodColumn } from './columns.ts';
import type { TallyState } from './encodingTally.ts';
import type { Format } from './format.ts';
import type { Head } from './head.ts';

/** A part of a file that begins and ends between records. */
export interface Chunk {
  /** From 0. */
  index: number;
  /** Byte offsets in the file, `end` excluded. */
  start: number;
  end: number;
  /** Physical line on which it begins; the first line of the file is 1. */
  firstLine: number;
  /** It is one record, which is too long to be read. */
  tooLong?: true;
  /** It begins with rows of the order with whose rows the chunk before it ends. */
  continues?: true;
}

export interface Plan {
  columns: string[];
  /** How the header was understood, name by name. */
  understood: UnderstoodColumn[];
  format: Format;
  /** The encoding was told by the bytes alone. */
  guessedEncoding: boolean;
  /** The decimal mark that all prices at the beginning have, unless the caller says one. */
  guessedDecimal?: Decimal;
  /** Bytes before the first chunk: byte order mark, empty lines, header. */
  headerBytes: number;
  /** They cover everything behind the header without gaps; none when the header is all there is. */
  chunks: Chunk[];
}

/** How far a plan has come, at the end of a chunk. It names nobody: of a row it has a hash at most. */
export interface PlanState {
  head: Head;
  /** The chunks so far, and where the next one begins. */
  chunks: number;
  start: number;
  firstLine: number;
  continues?: true;
  /** The order of the last row. */
  order?: string;
  /** Up to where encodings are tallied, and what came of it. */
  tallied: number;
  tally?: TallyState;
  /** As guessed by the beginning. */
  decimal?: Decimal;
}

/** A part of a plan: its chunks, and how it goes on from there, or what came of the whole file. */
export type PlanPart = { chunks: Chunk[]; next: PlanState } | { chunks: Chunk[]; plan: Omit<Plan, 'chunks'> };

export interface Limits {
  /** A chunk ends with the record that reaches this size, */
  chunkBytes: number;
  /** or this number of records, empty lines not counted: what a chunk takes in memory and time goes by its rows. */
  chunkRecords: number;
  maxHeaderBytes: number;
  /** A record that is longer than this is a chunk of its own. */
  maxHeldBytes: number;
}
