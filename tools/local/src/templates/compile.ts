import { createHash } from 'node:crypto';
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { childEnvironment } from '../environment.ts';
import { startChild } from '../processes/child.ts';
import { type Patience, whileWorking } from '../processes/patience.ts';
import { type Settings, stage } from '../settings.ts';
import { findStacks, type StackFolder } from './find.ts';

/** Compiling is CPU-bound: more at once only makes each of them slower on a small machine. */
const MAX_AT_ONCE = 2;

/** Where the compiled CloudFormation template of a stack lies. */
export function templatePath(settings: Settings, name: string): string {
  return join(settings.stateDir, 'templates', name, 'cloudformation-template-update-stack.json');
}

/** serverless.yml of a stack with every variable resolved, as the framework leaves it beside the template. */
export function statePath(settings: Settings, name: string): string {
  return join(settings.stateDir, 'templates', name, 'serverless-state.json');
}

/**
 * Compiles every stack that changed with `serverless package`; needs no AWS account and no network.
 *
 * @throws Error with the framework's own output when a stack does not compile.
 */
export async function compileStacks(
  settings: Settings,
  { only, ...patience }: { only?: string[] } & Patience = {},
): Promise<void> {
  const waiting = (await findStacks(settings.root)).filter(({ name }) => only?.includes(name) ?? true);
  const worker = async () => {
    for (let folder = waiting.shift(); folder; folder = waiting.shift()) {
      await compileStack(settings, folder, patience);
    }
  };
  await Promise.all(Array.from({ length: MAX_AT_ONCE }, worker));
}

async function compileStack(settings: Settings, folder: StackFolder, patience: Patience): Promise<void> {
  const output = join(settings.stateDir, 'templates', folder.name);
  const digestFile = join(output, 'digest');
  const digest = await digestOf(settings, folder);
  const compiled = await readFile(digestFile, 'utf8').catch(() => undefined);
  if (compiled === digest) {
    return;
  }
  await mkdir(output, { recursive: true });
  await runPackage(settings, folder, output, patience);
  await writeFile(digestFile, digest);
}

async function runPackage(
  settings: Settings,
  { name, dir }: StackFolder,
  output: string,
  patience: Patience,
): Promise<void> {
  const said: string[] = [];
  const args = [serverlessBin(dir), 'package', '--stage', stage, '--package', output];
  const env = serverlessEnvironment(settings);
  const child = startChild(
    { command: process.execPath, args, cwd: dir, env, givesUp: serverlessGivesUp },
    (line) => said.push(line),
  );
  let isDone = false;
  const ended = child.exited.finally(() => {
    isDone = true;
  });
  const groups = () => (child.pid === undefined ? [] : [child.pid]);
  const waited = { name: `template of ${name}`, groups, said: () => said.length, isDone: () => isDone };
  const isOver = await whileWorking(waited, patience);
  if (!isOver) child.signal('SIGKILL');
  const gaveUp = patience.signal?.aborted ? 'stopped' : 'it stood still: no CPU, no disk and no output';
  const outcome = isOver ? await ended : gaveUp;
  if (outcome !== 'exit code 0') {
    const where = relative(settings.root, dir);
    throw new Error(`${name}: "serverless package" failed in ${where} (${outcome}):\n${said.join('\n')}`);
  }
}

/** After a failed build the framework reports the error and then hangs on the bundler's process. */
const serverlessGivesUp = /^Error:$/;

/** Path of the framework's CLI script as the stack in `dir` has it installed. */
function serverlessBin(dir: string): string {
  return createRequire(join(dir, 'package.json')).resolve('serverless/bin/serverless.js');
}

/**
 * Environment of a framework run. Each copy has its own bundle folder (`custom.esbuild.outputWorkFolder`), because a run
 * empties its folder when it ends; a deploy by hand empties `.esbuild`.
 */
function serverlessEnvironment(settings: Settings): NodeJS.ProcessEnv {
  return childEnvironment(settings, {
    ORDERFLOW_BUILD_DIR: join('.esbuild-local', `package-${settings.port}`),
    // Functions are bundled when they are called.
    ORDERFLOW_TEMPLATE_ONLY: 'true',
    SLS_TELEMETRY_DISABLED: '1',
    SLS_NOTIFICATIONS_MODE: 'off',
  });
}

/**
 * A template depends on the YAML, JSON and JavaScript of its folder, of infrastructure/ and of our
 * plugin, on the ports and the tools.
 */
async function digestOf(settings: Settings, { dir }: StackFolder): Promise<string> {
  const hash = createHash('sha256').update(settings.endpoints.sqs);
  const files = [join(settings.root, 'pnpm-lock.yaml')];
  const shared = ['infrastructure', 'tools/serverless'].map((name) => join(settings.root, name));
  for (const folder of new Set([...shared, dir])) {
    const found: string[] = [];
    for await (const file of glob('**/*.{yml,yaml,json,js,cjs}', { cwd: folder, exclude: isGenerated })) {
      found.push(join(folder, file));
    }
    files.push(...found.sort());
  }
  for (const file of files) {
    hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex');
}

function isGenerated(path: string): boolean {
  return path.split('/').some((part) => part === 'node_modules' || part.startsWith('.'));
}
