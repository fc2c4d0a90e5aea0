import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs in the new process: loads the artifact and tells when it was done, since the process began. */
const LOAD = `
const begun = performance.now();
require(process.argv[1]);
const ready = performance.now();
const { user, system } = process.cpuUsage();
require('node:module').flushCompileCache();
process.stdout.write(JSON.stringify({ ready, load: ready - begun, cpu: (user + system) / 1e3 }));
process.exit();`;

export interface LoadOptions {
  /** Folder of V8's compile cache; none without it. */
  compileCache?: string;
  /** Whether Node reads the map beside the bundle, as with `sourceMaps` of params.yml. */
  sourceMaps?: boolean;
}

export type LoadMeasure = 'ready' | 'load' | 'cpu';

/** What functions find on Lambda. */
const LAMBDA = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  STAGE: 'bench',
};

/**
 * Milliseconds from the start of a new process until the artifact's handler is there, and of these, how many went
 * into loading it; and the CPU time that the process had used by then.
 */
export async function load(
  file: string,
  { compileCache, sourceMaps = false }: LoadOptions = {},
): Promise<Record<LoadMeasure, number>> {
  const env = {
    PATH: process.env['PATH'],
    ...LAMBDA,
    ...(compileCache && { NODE_COMPILE_CACHE: compileCache }),
    ...(sourceMaps && { NODE_OPTIONS: '--enable-source-maps' }),
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', LOAD, file], { env });
  return JSON.parse(stdout) as Record<LoadMeasure, number>;
}
