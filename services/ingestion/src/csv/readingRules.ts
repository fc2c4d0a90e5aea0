import type { Delimiter, Encoding } from './format.ts';
import type { ColumnRules } from './preamble/columns.ts';
import type { ValueRules } from './values/valueReader.ts';

/** The caller's rules for reading a file. */
export interface ReadingRules extends ColumnRules, ValueRules {
  delimiter?: Delimiter | undefined;
  encoding?: Encoding | undefined;
}
