import { parseArgs } from 'node:util';

/** What `deploy` and `remove` are told. */
export interface Options {
  stage: string;
  /** Further arguments for the framework: `--region`, `--param name=value`. */
  framework: string[];
  deleteData: boolean;
}

/** CloudFormation's alphabet for stack names, in lower case because it is also part of a bucket's name. */
const STAGE = /^[a-z][a-z0-9-]{0,23}$/;

/** @throws Error that says how the command is used. */
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
  const { stage, region, param } = values;
  if (stage === 'local') throw new Error('stage local runs on this machine: start it with "pnpm dev"');
  if (!stage || !STAGE.test(stage)) {
    throw new Error(
      `usage: pnpm run ${command} --stage NAME, of up to 24 lower-case letters, digits and hyphens`,
    );
  }
  return {
    stage,
    framework: [...(region ? ['--region', region] : []), ...param.flatMap((one) => ['--param', one])],
    deleteData: values['delete-data'] === true,
  };
}
