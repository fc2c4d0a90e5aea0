/** What stands between the cells of a file. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** What may be read. UTF-16 becomes UTF-8 before a file is planned, so that a chunk is never in it. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** How the bytes of a planned file are read; what is absent is as the contract has it: UTF-8, commas, LF or CRLF. */
export interface Format {
  encoding?: 'windows-1252';
  delimiter?: Delimiter;
  /** Lines end with CR alone. */
  lineEnd?: 'cr';
}

/** How a person reads the name of a delimiter. */
export const delimiterName = (delimiter: Delimiter): string =>
  ({ ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'vertical bar' })[delimiter];
