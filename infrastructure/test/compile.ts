import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Template } from './template.ts';

/** Stage parameters as the framework resolved them: one block per stage named in params.yml. */
export type Params = Record<string, Record<string, unknown>>;

/**
 * Compiles the stack in `dir` for a stage with `serverless package`, with no AWS credentials in reach.
 *
 * @throws Error with the framework's output when the stack does not compile.
 */
export async function compile(dir: string, stage: string): Promise<{ template: Template; params: Params }> {
  const cli = createRequire(join(dir, 'package.json')).resolve('serverless/bin/serverless.js');
  const output = await mkdtemp(join(tmpdir(), 'orderflow-template-'));
  const read = async (file: string) => JSON.parse(await readFile(join(output, file), 'utf8'));
  try {
    const args = [cli, 'package', '--stage', stage, '--package', output];
    await promisify(execFile)(process.execPath, args, { cwd: dir, env: withoutAws(stage) }).catch((error) => {
      throw new Error(`serverless package failed in ${dir}:\n${error.stdout}\n${error.stderr}`);
    });
    const state = await read('serverless-state.json');
    return {
      template: await read('cloudformation-template-update-stack.json'),
      params: state.service.initialServerlessConfig.params,
    };
  } finally {
    await rm(output, { recursive: true });
  }
}

/** A bundle folder of its own keeps this apart from a running `pnpm dev`, which empties its folder. */
function withoutAws(stage: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|ORDERFLOW)_/.test(name));
  return {
    ...Object.fromEntries(inherited),
    AWS_EC2_METADATA_DISABLED: 'true',
    ORDERFLOW_BUILD_DIR: `.esbuild/test-${stage}`,
  };
}
