import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { compile } from '@orderflow/stacks/compile';
import { type StackFolder, stacks } from '@orderflow/stacks/find';
import { type FrameworkRun, runWarm } from '@orderflow/stacks/warmFramework';
import { clientEnvironment } from '../environment.ts';
import { type Patience, whileWorking } from '../processes/patience.ts';
import { readSettings, type Settings, stage } from '../settings.ts';

/** Path of a stack's compiled CloudFormation template. */
export function templatePath(settings: Settings, name: string): string {
  return join(settings.stateDir, 'templates', name, 'template.json');
}

/** The stacks of these names; all when there is no list. */
export const selected = (only?: string[]): StackFolder[] =>
  stacks.filter(({ name }) => only?.includes(name) ?? true);

/** Variables of the environment that params.yml reads for stage local. */
const READ = [
  'ORDERFLOW_SQS_URL',
  'ORDERFLOW_URL',
  'ORDERFLOW_PROVIDER_URL',
  'ORDERFLOW_CHUNK_ROWS_PER_SECOND',
];

/**
 * Those variables that differ from a copy on the default port without settings. Equal ones are left out, so that copies can
 * share a compiled template.
 */
function environmentOf(settings: Settings): Record<string, string> {
  const defaults: Record<string, string> = clientEnvironment(readSettings({}));
  const given: NodeJS.ProcessEnv = { ...process.env, ...clientEnvironment(settings) };
  const differing = READ.filter((name) => given[name] !== undefined && given[name] !== defaults[name]);
  return Object.fromEntries(differing.map((name) => [name, String(given[name])]));
}

/** Path of a stack's serverless.yml with every variable resolved. The framework writes it beside the template. */
export function statePath(settings: Settings, name: string): string {
  return join(settings.stateDir, 'templates', name, 'serverless-state.json');
}

/**
 * Compiles every changed stack with `serverless package`. This needs no AWS account and no network.
 *
 * @throws Error with the framework's own output when a stack does not compile.
 */
export async function compileStacks(
  settings: Settings,
  { only, ...patience }: { only?: string[] } & Patience = {},
): Promise<void> {
  const environment = environmentOf(settings);
  const compileOne = async (folder: StackFolder) => {
    const run = (framework: FrameworkRun) => runPackage(settings, folder, framework, patience);
    const { template, state } = await compile(folder, stage, [], { environment, run });
    await mkdir(dirname(templatePath(settings, folder.name)), { recursive: true });
    await writeFile(templatePath(settings, folder.name), JSON.stringify(template));
    await writeFile(statePath(settings, folder.name), JSON.stringify(state));
  };
  await Promise.all(selected(only).map(compileOne));
}

async function runPackage(
  settings: Settings,
  { name, dir }: StackFolder,
  framework: FrameworkRun,
  patience: Patience,
): Promise<void> {
  const { pid, said, done, kill } = runWarm(framework);
  let isDone = false;
  const ended = done.finally(() => {
    isDone = true;
  });
  ended.catch(() => {});
  const groups = () => (pid === undefined ? [] : [pid]);
  const waited = { name: `template of ${name}`, groups, said: () => said.length, isDone: () => isDone };
  const where = relative(settings.root, dir);
  if (await whileWorking(waited, patience)) {
    await ended.catch((error: Error) => {
      throw new Error(`${name}: "serverless package" failed in ${where}: ${error.message}`);
    });
    return;
  }
  kill();
  const gaveUp = patience.signal?.aborted ? 'stopped' : 'it stood still: no CPU, no disk and no output';
  throw new Error(`${name}: "serverless package" failed in ${where} (${gaveUp}):\n${said.join('')}`);
}
