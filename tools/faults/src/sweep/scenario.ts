import type { Platform } from '../platform/platform.ts';
import type { World } from '../world/world.ts';

/** What a scenario acts through. */
export interface Stage {
  platform: Platform;
  world: World;
}

/** One thing that happens to one function. */
export interface Scenario {
  /** `<service>/<function>`. */
  handler: string;
  /** What is special, where a function has several. */
  name?: string;
  /** The function makes no AWS call, so there is no point at which its loss could matter. */
  makesNoCalls?: boolean;
  /** Environment variables that differ from the function's serverless.yml. */
  settings?: Record<string, string>;
  /** What was there before; nothing goes wrong here. */
  given?(stage: Stage): Promise<void>;
  /**
   * What happens, with whoever calls the function again when it fails; the process under test dies in here. What it
   * answers is compared too.
   */
  when(stage: Stage): Promise<unknown>;
}
