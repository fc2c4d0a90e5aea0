import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { Template } from './template.ts';

/** Stage parameters as the framework resolved them: one block per stage named in params.yml. */
export type Params = Record<string, Record<string, unknown>>;

export const root = join(import.meta.dirname, '../..');

/** Folder of the base stack. */
export const infrastructure = join(root, 'infrastructure');

/** Folder of every service, by name. */
export const services = readdirSync(join(root, 'services'))
  .map((name) => join(root, 'services', name))
  .filter((dir) => existsSync(join(dir, 'serverless.yml')));

/**
 * Compiles the stack in `dir` for a stage with `serverless package`, with no AWS credentials in reach.
 *
 * @throws Error with the framework's output when the stack does not compile.
 */
export async function compile(dir: string, stage: string): Promise<{ template: Template; params: Params }> {
  const scratch = await mkdtemp(join(tmpdir(), 'orderflow-template-'));
  const output = join(scratch, 'compiled');
  const read = async (file: string) => JSON.parse(await readFile(join(output, file), 'utf8'));
  try {
    const cwd = await mirror(dir, scratch);
    const cli = createRequire(join(dir, 'package.json')).resolve('serverless/bin/serverless.js');
    const args = [cli, 'package', '--stage', stage, '--package', output];
    await promisify(execFile)(process.execPath, args, { cwd, env: withoutAws() }).catch((error) => {
      throw new Error(`serverless package failed in ${dir}:\n${error.stdout}\n${error.stderr}`);
    });
    const state = await read('serverless-state.json');
    return {
      template: await read('cloudformation-template-update-stack.json'),
      params: state.service.initialServerlessConfig.params,
    };
  } finally {
    await rm(scratch, { recursive: true });
  }
}

/**
 * A stand-in for the stack's folder, at the same place below `scratch`. Whatever `--package` says, the
 * framework first writes to `.serverless` in the stack's folder: two runs there destroy each other's files.
 */
async function mirror(dir: string, scratch: string): Promise<string> {
  const copy = join(scratch, relative(root, dir));
  await mkdir(copy, { recursive: true });
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    if (entry.isFile()) {
      await copyFile(join(dir, entry.name), join(copy, entry.name));
    } else if (entry.name === 'node_modules' || !entry.name.startsWith('.')) {
      await symlink(join(dir, entry.name), join(copy, entry.name));
    }
  }
  if (dir !== infrastructure) {
    await symlink(infrastructure, join(scratch, 'infrastructure'));
  }
  return copy;
}

function withoutAws(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|ORDERFLOW)_/.test(name));
  return { ...Object.fromEntries(inherited), AWS_EC2_METADATA_DISABLED: 'true' };
}
