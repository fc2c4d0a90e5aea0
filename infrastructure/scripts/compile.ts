import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { frameworkCli } from './stacks.ts';
import { inStandIn } from './standIn.ts';
import type { Template } from './template.ts';

/** Stage parameters as the framework resolved them: one block per stage named in params.yml. */
export type Params = Record<string, Record<string, unknown>>;

export interface Compiled {
  template: Template;
  params: Params;
}

/**
 * Compiles the stack in `dir` for a stage with `serverless package`, with no AWS credentials in reach.
 *
 * @param options further arguments, such as `--param name=value`
 * @throws Error with the framework's output when the stack does not compile.
 */
export async function compile(dir: string, stage: string, options: string[] = []): Promise<Compiled> {
  const scratch = await mkdtemp(join(tmpdir(), 'orderflow-template-'));
  try {
    return await packageStack(dir, stage, scratch, options);
  } finally {
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
  const args = [frameworkCli(dir), 'package', '--stage', stage, '--package', output, ...options];
  await inStandIn(dir, (cwd) =>
    promisify(execFile)(process.execPath, args, { cwd, env: withoutAws() }).catch((error) => {
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
  return { ...Object.fromEntries(inherited), AWS_EC2_METADATA_DISABLED: 'true' };
}
