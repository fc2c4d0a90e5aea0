/** The characters that may separate the cells of a file. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** The encodings that can be read. UTF-16 becomes UTF-8 before a file is planned, so a chunk is never UTF-16. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * How the bytes of a planned file are read. An absent property means the contract's default: UTF-8, commas, LF or CRLF.
 */
export interface Format {
  encoding?: 'windows-1252';
  delimiter?: Delimiter;
  /** Lines end with CR alone. */
  lineEnd?: 'cr';
}

/** The name of a delimiter in messages. */
export const delimiterName = (delimiter: Delimiter): string =>
  ({ ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'vertical bar' })[delimiter];
