/** Prints how long the source files are. */
import { sizesOf } from '../sizes.ts';
import { readSources } from '../sources.ts';

const { files, median, ninetieth, longest } = sizesOf(await readSources());
const rows = longest.map(({ path, lines }) => `${String(lines).padStart(4)}  ${path}`);
process.stdout.write(
  [
    `${files} source files, median ${median} lines, nine of ten within ${ninetieth}; the longest:`,
    ...rows,
    '',
  ].join('\n'),
);
