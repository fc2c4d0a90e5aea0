import { styleText } from 'node:util';

const COLOURS = ['cyan', 'magenta', 'yellow', 'blue', 'green'] as const;
const WIDTH = 10;
const colourOf = new Map<string, (typeof COLOURS)[number]>();

/** Writes a line with the name of its part in front; colour on a terminal only. */
export function printLine(name: string, line: string): void {
  const colour = colourOf.get(name) ?? COLOURS[colourOf.size % COLOURS.length] ?? 'cyan';
  colourOf.set(name, colour);
  const prefix = styleText(colour, `${name.padEnd(WIDTH)}|`, { stream: process.stdout });
  process.stdout.write(`${prefix} ${line}\n`);
}

/** Writes an error as one message, without a stack: what went wrong and what to do is in its text. */
export function printError(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${styleText('red', message, { stream: process.stderr })}\n`);
}
