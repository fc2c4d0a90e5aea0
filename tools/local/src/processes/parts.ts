/** Encloses the name of the part at the start of a line, where one process has several parts, such as the services. */
const MARK = '\u001e';
const MARKED = new RegExp(`^${MARK}([^${MARK}]+)${MARK}(.*)$`, 's');

/** Marks a line as a part's output. */
export const partLine = (part: string, line: string): string => `${MARK}${part}${MARK}${line}`;

/** Splits a line of output into its part and its text. A line without a mark is the process's own. */
export function partOf(output: string, process: string): { part: string; line: string } {
  const [, part, line] = MARKED.exec(output) ?? [];
  return part === undefined || line === undefined ? { part: process, line: output } : { part, line };
}
