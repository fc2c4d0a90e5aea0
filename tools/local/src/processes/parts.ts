/** Begins a line of a process that plays several parts, such as the services: which of them says it. */
const MARK = '\u001e';
const MARKED = new RegExp(`^${MARK}([^${MARK}]+)${MARK}(.*)$`, 's');

/** A line that a part of the process says. */
export const partLine = (part: string, line: string): string => `${MARK}${part}${MARK}${line}`;

/** Who says a line of output, and what. */
export function partOf(output: string, process: string): { part: string; line: string } {
  const [, part, line] = MARKED.exec(output) ?? [];
  return part === undefined || line === undefined ? { part: process, line: output } : { part, line };
}
