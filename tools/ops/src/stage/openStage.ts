import { awsStage } from './awsStage.ts';
import { localStage } from './localStage.ts';
import { stateDirFrom } from './stageFile.ts';
import type { Stage } from './types.ts';

/**
 * Opens the stage with this name; `local` is the copy that runs on this machine.
 *
 * @throws Error that names the missing AWS setting: region or credentials
 */
export async function openStage(name: string, env: NodeJS.ProcessEnv = process.env): Promise<Stage> {
  if (name === 'local') return localStage(stateDirFrom(env));
  if (env['AWS_ACCESS_KEY_ID'] === 'local') {
    throw new Error(
      `The credentials of the copy on this machine (.local/env) are loaded, and stage ${name} is none of its: use another shell`,
    );
  }
  return awsStage(name).catch((error: Error) => {
    if (!/^Region is missing$|credentials/i.test(error.message)) throw error;
    throw new Error(
      `Stage ${name} is read from AWS with your own credentials, and AWS says: ${error.message}. Set AWS_REGION, and AWS_PROFILE or keys`,
      { cause: error },
    );
  });
}
