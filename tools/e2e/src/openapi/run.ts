import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { documentFile } from '@orderflow/api/document/documents';
import { pythonTool } from '@orderflow/infrastructure/venv';
import type { Seed } from './seed.ts';
import { judge, type Report, type Verdict } from './verdict.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/**
 * Runs Schemathesis with our OpenAPI document against a system, prints its output, and judges the result.
 *
 * @param reports folder for the reports; it is emptied
 */
export async function runSchemathesis(seed: Seed, reports: string): Promise<Verdict & { cases: number }> {
  await rm(reports, { recursive: true, force: true });
  await mkdir(reports, { recursive: true });
  const reachedFile = join(reports, 'reached.txt');
  const document = documentFile('openapi');
  const config = join(import.meta.dirname, 'schemathesis.toml');
  const args = ['--config-file', config, 'run', document, '--url', seed.ORDERFLOW_URL];
  const child = spawn(
    join(await pythonTool('schemathesis'), 'schemathesis'),
    [...args, '--report', 'json', '--report-dir', reports],
    {
      cwd: reports,
      env: {
        ...process.env,
        ...seed,
        REACHED: reachedFile,
        SCHEMATHESIS_HOOKS: 'hooks',
        PYTHONPATH: import.meta.dirname,
        PYTHONDONTWRITEBYTECODE: '1',
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  await once(child, 'exit');
  const file = (await readdir(reports)).find((name) => name.endsWith('.json'));
  if (!file) throw new Error('Schemathesis did not get to its report');
  const report = JSON.parse(await readFile(join(reports, file), 'utf8')) as Report;
  const reached = (await readFile(reachedFile, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  const verdict = judge(report, operationsOf(JSON.parse(await readFile(document, 'utf8'))), reached);
  return { ...verdict, cases: report.test_cases.generated };
}

interface Document {
  paths: Record<string, Record<string, { operationId: string }>>;
}

function operationsOf({ paths }: Document): Map<string, string> {
  return new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      METHODS.filter((method) => methods[method]).map((method): [string, string] => [
        methods[method]?.operationId ?? '',
        `${method.toUpperCase()} ${path}`,
      ]),
    ),
  );
}
