import { redact } from './redact.ts';

type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
export type Fields = Record<string, unknown>;

/** Structured logging: one JSON object a line, so that no value can begin a new line. */
export interface Logger {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

/** Writes to stdout directly: Lambda passes a JSON line through unchanged, in both of its log formats. */
export function logger(bound: Fields, write = (line: string) => void process.stdout.write(line)): Logger {
  const at = (level: Level) => (message: string, fields?: Fields) =>
    write(
      `${JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...bound, ...fields })}\n`,
    );
  return { info: at('INFO'), warn: at('WARN'), error: at('ERROR') };
}

/** An error as log fields, which callers never see. Personal data that its text may quote is removed. */
export function errorFields(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: { message: redact(String(error)) } };
  const { name, stack = '', cause } = error;
  return {
    error: {
      name,
      message: redact(messageOf(error)),
      stack: redact(stack),
      ...(cause === undefined ? {} : { cause: errorFields(cause)['error'] }),
    },
  };
}

/** DynamoDB explains a failed transaction only in its cancellation reasons. */
function messageOf(error: Error & { CancellationReasons?: { Message?: string }[] }): string {
  const reasons = (error.CancellationReasons ?? []).flatMap(({ Message = [] }) => Message);
  return [error.message, ...new Set(reasons)].join(': ');
}
