/** Imports go along the arrows, and no file has grown too long. Cycles are the lint's (noImportCycles). */
import { wrongArrows } from '../arrows.ts';
import { tooLong } from '../sizes.ts';
import { readServices, readSources } from '../sources.ts';

const files = await readSources();
const findings = [...wrongArrows(files, await readServices()), ...tooLong(files)];
for (const finding of findings) process.stderr.write(`${finding}\n`);
process.exitCode = findings.length > 0 ? 1 : 0;
