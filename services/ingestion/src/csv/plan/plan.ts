import type { Format } from '../format.ts';
import type { UnderstoodColumn } from '../preamble/columns.ts';
import type { Preamble } from '../preamble/preambleReader.ts';
import type { Decimal } from '../values/amounts.ts';
import type { TallyState } from './encodingTally.ts';

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
  /** Its first rows belong to the order with which the previous chunk ends. */
  continues?: true;
}

export interface Plan {
  columns: string[];
  /** How the header was understood, name by name. */
  understood: UnderstoodColumn[];
  format: Format;
  /** The encoding was guessed from the bytes: they are not UTF-8, and nobody named an encoding. */
  guessedEncoding: boolean;
  /** The decimal mark of all prices at the beginning. One that the caller names takes precedence. */
  guessedDecimal?: Decimal;
  /** Bytes before the first chunk: byte order mark, empty lines, header. */
  headerBytes: number;
  /** They cover everything after the header without gaps; empty when there is only a header. */
  chunks: Chunk[];
}

/** How far a plan has come, at the end of a chunk. It holds no personal data: of a row it has at most a hash. */
export interface PlanState {
  /** The preamble. Stored by this name with the parts of a plan. */
  head: Preamble;
  /** How many chunks there are so far, and where the next one begins. */
  chunks: number;
  start: number;
  firstLine: number;
  continues?: true;
  /** A hash of the last row's order id. */
  order?: string;
  /** Up to which byte encodings are tallied, and the tally. */
  tallied: number;
  tally?: TallyState;
  /** As guessed from the beginning of the file. */
  decimal?: Decimal;
}

/**
 * A part of a plan: its chunks, and the state from which the next part continues or, in the last part, the plan of the
 * file.
 */
export type PlanPart = { chunks: Chunk[]; next: PlanState } | { chunks: Chunk[]; plan: Omit<Plan, 'chunks'> };

export interface PlanLimits {
  /** A chunk ends with the record that reaches this size, */
  chunkBytes: number;
  /** or this number of records, without empty lines: a chunk's memory and time depend on its rows. */
  chunkRecords: number;
  maxHeaderBytes: number;
  /** A record that is longer than this is a chunk of its own. */
  maxHeldBytes: number;
}
