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
  --json           one JSON object a file on stdout, no progress
  --watch DIR      drop every CSV file that appears in the folder, until Ctrl-C
  ORDERFLOW_PORT   port of the gateway, default 4000

Exit code: 0 when every row is an order, 1 when a file failed or rows were rejected, 2 when it could not be tried.
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
  const api = new ImportsApi(process.env['ORDERFLOW_URL'] ?? `http://127.0.0.1:${readSettings().port}`);
  const progress = values.json ? silent : new ProgressBar();
  const files = values.watch === undefined ? positionals : appearing(values.watch);
  let clean = true;
  for await (const path of files) {
    const dropped: Dropped = await dropFile(path, api, progress);
    process.stdout.write(`${values.json ? JSON.stringify(dropped) : summary(dropped)}\n`);
    clean &&= isClean(dropped);
  }
  return clean ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  printError(error);
  process.exitCode = 2;
}
