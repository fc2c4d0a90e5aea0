#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { type Dropped, dropFile } from '../drop/dropFile.ts';
import { ImportsApi } from '../drop/importsApi.ts';
import { ProgressBar, silent } from '../drop/progress.ts';
import { isClean, summary } from '../drop/summary.ts';
import { appearing } from '../drop/watch.ts';
import { readSettings } from '../settings.ts';
import { printError } from './output.ts';

const USAGE = `pnpm drop FILE.csv [FILE.csv …] [--json]
pnpm drop --watch DIR [--json]

Imports CSV files into the running system and waits for the result.
  --json           one JSON object a file on stdout, no progress; with "error" where a file could not be tried
  --watch DIR      drop every CSV file that appears in the folder, until Ctrl-C
  ORDERFLOW_PORT   port of the gateway; else the copy whose .local/env is loaded, else 4000

Exit code: 0 when every row is an order, 1 when an import failed or rows were rejected, 2 when a file could not be tried.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      watch: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || (positionals.length === 0) === (values.watch === undefined)) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  // The port is named by hand; the URL may come from a .local/env that was loaded long ago.
  const { ORDERFLOW_PORT, ORDERFLOW_URL } = process.env;
  const url = ORDERFLOW_PORT ? undefined : ORDERFLOW_URL;
  const api = new ImportsApi(url ?? `http://127.0.0.1:${readSettings().port}`);
  const progress = values.json ? silent : new ProgressBar();
  const files = values.watch === undefined ? positionals : appearing(values.watch);
  let exitCode = 0;
  for await (const path of files) {
    const dropped: Dropped | Error = await dropFile(path, api, progress).catch((error: Error) => error);
    // One bad file keeps none of the others back.
    if (dropped instanceof Error) {
      printError(dropped);
      if (values.json) process.stdout.write(`${JSON.stringify({ path, error: dropped.message })}\n`);
      exitCode = 2;
      continue;
    }
    process.stdout.write(`${values.json ? JSON.stringify(dropped) : summary(dropped)}\n`);
    if (!isClean(dropped)) exitCode ||= 1;
  }
  return exitCode;
}

try {
  process.exitCode = await main();
} catch (error) {
  printError(error);
  process.exitCode = 2;
}
