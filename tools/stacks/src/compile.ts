import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import { cached } from './cache.ts';
import { frameworkCli, root, type StackFolder } from './find.ts';
import { inStandIn } from './standIn.ts';
import type { Template } from './template.ts';
import { type FrameworkRun, runWarm } from './warmFramework.ts';

/** Stage parameters as the framework resolved them: one block per stage named in params.yml. */
export type Params = Record<string, Record<string, unknown>>;

export interface Compiled {
  template: Template;
  params: Params;
  /** serverless.yml with every variable resolved, as the framework leaves it: `serverless-state.json`. */
  state: object;
}

export interface CompileOptions {
  /** The variables that serverless.yml may read with `${env:…}`; no other variable of ours or of AWS is inherited. */
  environment?: Record<string, string>;
  /** Runs Node with the framework's CLI; by default in a process that is reused for later runs. */
  run?(framework: FrameworkRun): Promise<void>;
}

/** Timeout of a test that compiles every stack, two at a time, on a busy machine. */
export const COMPILE_TIMEOUT_MS = 180_000;

/** Compiling is CPU-bound: more than two at once only slow each other down on a small machine. */
const limit = pLimit(2);

/**
 * Compiles the template of a stack for a stage with `serverless package`, without AWS credentials and without
 * bundling the functions, which takes most of the time of packaging. A template whose inputs did not change comes
 * from `.local/compiled`.
 *
 * @param params further arguments, such as `--param name=value`
 * @throws Error with the framework's output when the stack does not compile.
 */
export function compile(
  { dir }: StackFolder,
  stage: string,
  params: string[] = [],
  { environment = {}, run = (framework) => runWarm(framework).done }: CompileOptions = {},
): Promise<Compiled> {
  return cached({ dir, stage, params, environment }, () =>
    limit(async () => {
      const scratch = await mkdtemp(join(tmpdir(), 'orderflow-template-'));
      const env = { ...environment, ORDERFLOW_TEMPLATE_ONLY: 'true' };
      return runPackage(dir, stage, scratch, params, env, run).finally(() =>
        rm(scratch, { recursive: true }),
      );
    }),
  );
}

/** Compiles like {@link compile}, but keeps the deployable files in `output`: the template and a zip per function. */
export const packageStack = ({ dir }: StackFolder, stage: string, output: string, params: string[] = []) =>
  runPackage(dir, stage, output, params, bundlesFrom());

/** A folder with bundles of the same sources, set by a test (tools/serverless/src/keptBundles.cjs). */
function bundlesFrom(): Record<string, string> {
  const folder = process.env['ORDERFLOW_BUNDLES'];
  return folder ? { ORDERFLOW_BUNDLES: folder } : {};
}

async function runPackage(
  dir: string,
  stage: string,
  output: string,
  params: string[],
  environment: Record<string, string>,
  run: NonNullable<CompileOptions['run']> = runToItsEnd,
): Promise<Compiled> {
  const args = [frameworkCli(dir), 'package', '--stage', stage, '--package', output, ...params];
  await inStandIn(dir, (cwd) => run({ args, cwd, env: { ...withoutAws(), ...environment } }));
  const read = async (file: string) => JSON.parse(await readFile(join(output, file), 'utf8'));
  const state = await read('serverless-state.json');
  return {
    template: await read('cloudformation-template-update-stack.json'),
    params: state.service.initialServerlessConfig.params,
    state,
  };
}

async function runToItsEnd({ args, ...options }: FrameworkRun): Promise<void> {
  await promisify(execFile)(process.execPath, args, options).catch((error) => {
    throw new Error(`serverless package failed for ${options.cwd}:\n${error.stdout}\n${error.stderr}`);
  });
}

function withoutAws(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|ORDERFLOW)_/.test(name));
  return {
    ...Object.fromEntries(inherited),
    AWS_EC2_METADATA_DISABLED: 'true',
    SLS_TELEMETRY_DISABLED: '1',
    SLS_NOTIFICATIONS_MODE: 'off',
    // Loading the framework takes most of the remaining time.
    NODE_COMPILE_CACHE: join(root, '.local/compile-cache'),
  };
}
