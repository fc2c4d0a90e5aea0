import { redact } from './redact.ts';

type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
export type Fields = Record<string, unknown>;

/** Structured logging: one JSON object a line, so that a value can never begin a line of its own. */
export interface Logger {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

/**
 * Written to stdout directly: Lambda passes a line that is JSON already through as it is, under both of its log
 * formats.
 */
export function logger(bound: Fields, write = (line: string) => void process.stdout.write(line)): Logger {
  const at = (level: Level) => (message: string, fields?: Fields) =>
    write(
      `${JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...bound, ...fields })}\n`,
    );
  return { info: at('INFO'), warn: at('WARN'), error: at('ERROR') };
}

/** An error as log fields: what callers never see, without personal data that its text may quote. */
export function errorFields(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: { message: redact(String(error)) } };
  const { name, message, stack = '', cause } = error;
  return {
    error: {
      name,
      message: redact(message),
      stack: redact(stack),
      ...(cause === undefined ? {} : { cause: errorFields(cause)['error'] }),
    },
  };
}
