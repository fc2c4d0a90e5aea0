import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Runs in the new process: loads the artifact, calls it if requested, and prints the time of each step since the
 * process started.
 */
const LOAD = `
(async () => {
const used = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
};
const begun = performance.now();
const { handler } = require(process.argv[1]);
const ready = performance.now();
const cpu = used();
if (process.argv[2]) await handler({ pk: '1' });
const answered = used();
require('node:module').flushCompileCache();
process.stdout.write(JSON.stringify({ ready, load: ready - begun, cpu, answered }));
process.exit();
})();`;

export interface LoadOptions {
  /** Folder of V8's compile cache; without it, no cache is used. */
  compileCache?: string;
  /** True if Node reads the source map beside the bundle, as with `sourceMaps` of params.yml. */
  sourceMaps?: boolean;
  /** Additional environment variables; with them, the handler is called once. */
  called?: Record<string, string>;
}

export type LoadMeasure = 'ready' | 'load' | 'cpu' | 'answered';

/** The environment variables that Lambda sets. */
const LAMBDA = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  STAGE: 'bench',
};

/**
 * Milliseconds from the start of a new process until the artifact's handler is loaded (`ready`), and the part for
 * loading it (`load`). Also the CPU time of the process until then (`cpu`), and until its call was answered
 * (`answered`).
 */
export async function load(
  file: string,
  { compileCache, sourceMaps = false, called }: LoadOptions = {},
): Promise<Record<LoadMeasure, number>> {
  const env = {
    PATH: process.env['PATH'],
    ...LAMBDA,
    ...(compileCache && { NODE_COMPILE_CACHE: compileCache }),
    ...(sourceMaps && { NODE_OPTIONS: '--enable-source-maps' }),
    ...called,
  };
  const args = ['-e', LOAD, file, ...(called ? ['call'] : [])];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout) as Record<LoadMeasure, number>;
}
