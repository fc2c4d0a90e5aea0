import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '@orderflow/stacks/find';
import { GAPS, testsWithoutGaps } from './gaps.ts';

interface Report {
  numPassedTests: number;
  testResults: { assertionResults: { fullName: string; status: string; duration?: number }[] }[];
}

export interface SuiteResult {
  passed: number;
  /** Full names of tests, with their errors. */
  faults: string[];
}

/** Jest does not end while a test leaves a handle open. */
const WITHIN_MS = 600_000;

/** The tests that mostly wait, and change nothing that other tests count. */
const WAITING = 'test/onboarding\\.';

/**
 * Runs the end-to-end suite against the stage in `env`, without the tests of the gap list.
 *
 * @param reports the folder for jest's reports
 */
export async function runSuite(env: NodeJS.ProcessEnv, reports: string): Promise<SuiteResult> {
  const halves = await Promise.all([
    runJest(env, `--testPathPatterns=${WAITING}`, join(reports, 'e2e-waiting.json')),
    runJest(env, `--testPathIgnorePatterns=${WAITING}`, join(reports, 'e2e.json')),
  ]);
  const tests = halves
    .flatMap(({ testResults }) => testResults)
    .flatMap(({ assertionResults }) => assertionResults);
  const known = new Set(tests.map(({ fullName }) => fullName));
  return {
    passed: halves.reduce((sum, { numPassedTests }) => sum + numPassedTests, 0),
    faults: [
      ...tests.filter(({ status }) => status === 'failed').map(({ fullName }) => `failed: ${fullName}`),
      ...tests
        .filter(({ fullName, status }) => status === 'pending' && !GAPS.some(({ test }) => test === fullName))
        .map(({ fullName }) => `skipped without a reason: ${fullName}`),
      ...GAPS.filter(({ test }) => !known.has(test)).map(({ test }) => `the gap list names no test: ${test}`),
    ],
  };
}

async function runJest(env: NodeJS.ProcessEnv, files: string, report: string): Promise<Report> {
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const options = ['--selectProjects=e2e', '--runInBand', files, `--testNamePattern=${testsWithoutGaps()}`];
  const child = spawn(process.execPath, [jest, ...options, '--json', `--outputFile=${report}`], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: WITHIN_MS,
  });
  await once(child, 'exit');
  return JSON.parse(await readFile(report, 'utf8'));
}
