import type { Platform } from '../platform/platform.ts';
import type { World } from '../world/world.ts';

/** The emulated AWS and the world around the functions. */
export interface Stage {
  platform: Platform;
  world: World;
}

/** One event for one function. */
export interface Scenario {
  /** `<service>/<function>`. */
  handler: string;
  /** What is special, if a function has several scenarios. */
  name?: string;
  /** The function makes no AWS calls, so it has no crash points. */
  makesNoCalls?: boolean;
  /** Environment variables that differ from the function's serverless.yml. */
  settings?: Record<string, string>;
  /** Prepares the state; without faults. */
  given?(stage: Stage): Promise<void>;
  /**
   * The event, including the caller's retries; the process under test is lost during this. The returned answer is
   * compared, too.
   */
  when(stage: Stage): Promise<unknown>;
}
