import { styleText } from 'node:util';

const COLOURS = ['cyan', 'magenta', 'yellow', 'blue', 'green'] as const;
const WIDTH = 10;
const colourOf = new Map<string, (typeof COLOURS)[number]>();

/** Writes a line, prefixed with the name of its part. Uses colour on a terminal only. */
export function printLine(name: string, line: string): void {
  const colour = colourOf.get(name) ?? COLOURS[colourOf.size % COLOURS.length] ?? 'cyan';
  colourOf.set(name, colour);
  const prefix = styleText(colour, `${name.padEnd(WIDTH)}|`, { stream: process.stdout });
  process.stdout.write(`${prefix} ${line}\n`);
}

/** Writes an error as one message without a stack trace. Its text says what went wrong and what to do. */
export function printError(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${styleText('red', message, { stream: process.stderr })}\n`);
}
