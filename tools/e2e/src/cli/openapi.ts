/**
 * `pnpm test:openapi`: Schemathesis tests a running copy against docs/api/openapi.json, with requests derived from
 * it. ORDERFLOW_URL names a copy that already runs; accounts, orders and imports are created in it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startLocalCopy } from '../../../../jest/localCopy.ts';
import { runSchemathesis } from '../openapi/run.ts';
import { seed } from '../openapi/seed.ts';

const USAGE = `pnpm test:openapi

Starts a copy and holds it to docs/api/openapi.json, with requests that Schemathesis derives from that. Needs Python.
  ORDERFLOW_URL   a copy that runs already; accounts, orders and imports are made in it
`;

if (process.argv.includes('--help')) {
  process.stdout.write(USAGE);
  process.exit();
}

const reports = resolve(import.meta.dirname, '../../../../reports/openapi');
const print = (line: string) => process.stdout.write(`${line}\n`);

const running = process.env['ORDERFLOW_URL'];
const copy = running ? undefined : await startLocalCopy('dev.ts');
try {
  const url = running ?? String(copy?.environment['ORDERFLOW_URL']);
  const { passed, faults, cases } = await runSchemathesis(await seed(url), join(reports, 'schemathesis'));
  for (const fault of faults) print(`FAILED ${fault}`);
  print(`${cases} requests; ${passed} operations passed, ${faults.length} failed`);
  await mkdir(reports, { recursive: true });
  await writeFile(join(reports, 'result.json'), JSON.stringify({ passed, failed: faults.length }));
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  await copy?.stop();
}
