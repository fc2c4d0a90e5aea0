import { awsStage } from './awsStage.ts';
import { localStage } from './localStage.ts';
import { stateDirFrom } from './stageFile.ts';
import type { Stage } from './types.ts';

/** The stage of this name; `local` is the copy that runs on this machine. */
export const openStage = (name: string): Promise<Stage> =>
  name === 'local' ? localStage(stateDirFrom()) : awsStage(name);
