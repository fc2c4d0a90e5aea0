import { parseArgs } from 'node:util';
import { stageFault } from '@orderflow/infrastructure/stage';
import type { Params } from '@orderflow/stacks/compile';

/** The command line options of `deploy` and `remove`. */
export interface Options {
  stage: string;
  /** Defaults to the templates' region (`provider.region`); the environment is ignored. */
  region: string;
  /** Further arguments for the framework: `--region`, `--param name=value`. */
  framework: string[];
  deleteData: boolean;
}

/** @throws Error with the command's usage. */
export function readOptions(command: 'deploy' | 'remove', args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      stage: { type: 'string' },
      region: { type: 'string' },
      param: { type: 'string', multiple: true, default: [] },
      ...(command === 'remove' ? { 'delete-data': { type: 'boolean' } } : {}),
    },
  });
  const { stage, region = 'us-east-1', param } = values;
  if (stage === 'local') throw new Error('stage local runs on this machine: start it with "pnpm dev"');
  if (!stage) throw new Error(`usage: pnpm run ${command} --stage NAME`);
  const fault = stageFault(stage);
  if (fault) throw new Error(fault);
  return {
    stage,
    region,
    framework: ['--region', region, ...param.flatMap((one) => ['--param', one])],
    deleteData: values['delete-data'] === true,
  };
}

/** The value of a stage parameter as the framework resolves it: from the command line, else from the stage's block. */
export function parameter(name: string, { stage, framework }: Options, params: Params): string {
  const told = framework.filter((one) => one.startsWith(`${name}=`)).at(-1);
  return told?.slice(name.length + 1) ?? String(params[stage]?.[name] ?? params['default']?.[name]);
}
