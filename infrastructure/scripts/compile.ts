import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { frameworkCli, root } from './stacks.ts';
import { inStandIn } from './standIn.ts';
import type { Template } from './template.ts';

/** Stage parameters as the framework resolved them: one block per stage named in params.yml. */
export type Params = Record<string, Record<string, unknown>>;

export interface Compiled {
  template: Template;
  params: Params;
}

/** More at once only make each other slower on a small machine. */
const MAX_AT_ONCE = 2;
const running = new Set<Promise<unknown>>();

/**
 * Compiles the template of the stack in `dir` for a stage with `serverless package`, with no AWS credentials in reach
 * and without bundling the functions, which is most of the time of packaging.
 *
 * @param options further arguments, such as `--param name=value`
 * @throws Error with the framework's output when the stack does not compile.
 */
export async function compile(dir: string, stage: string, options: string[] = []): Promise<Compiled> {
  while (running.size >= MAX_AT_ONCE) await Promise.race(running);
  const scratch = await mkdtemp(join(tmpdir(), 'orderflow-template-'));
  const compiled = runPackage(dir, stage, scratch, options, { ORDERFLOW_TEMPLATE_ONLY: 'true' });
  const ended = compiled.catch(() => undefined);
  running.add(ended);
  try {
    return await compiled;
  } finally {
    running.delete(ended);
    await rm(scratch, { recursive: true });
  }
}

/** {@link compile}, keeping everything that would be deployed in `output`: the template and a zip per function. */
export async function packageStack(
  dir: string,
  stage: string,
  output: string,
  options: string[] = [],
): Promise<Compiled> {
  return runPackage(dir, stage, output, options, {});
}

async function runPackage(
  dir: string,
  stage: string,
  output: string,
  options: string[],
  environment: NodeJS.ProcessEnv,
): Promise<Compiled> {
  const args = [frameworkCli(dir), 'package', '--stage', stage, '--package', output, ...options];
  const env = { ...withoutAws(), ...environment };
  await inStandIn(dir, (cwd) =>
    promisify(execFile)(process.execPath, args, { cwd, env }).catch((error) => {
      throw new Error(`serverless package failed in ${dir}:\n${error.stdout}\n${error.stderr}`);
    }),
  );
  const read = async (file: string) => JSON.parse(await readFile(join(output, file), 'utf8'));
  const state = await read('serverless-state.json');
  return {
    template: await read('cloudformation-template-update-stack.json'),
    params: state.service.initialServerlessConfig.params,
  };
}

function withoutAws(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|ORDERFLOW)_/.test(name));
  return {
    ...Object.fromEntries(inherited),
    AWS_EC2_METADATA_DISABLED: 'true',
    SLS_TELEMETRY_DISABLED: '1',
    SLS_NOTIFICATIONS_MODE: 'off',
    // Loading the framework is most of the rest.
    NODE_COMPILE_CACHE: join(root, '.local/compile-cache'),
  };
}
