import type { FaultProxy } from '../seam/faultProxy.ts';
import { current, type FunctionProcess } from '../seam/functionProcess.ts';
import type { FunctionInfo } from './catalog.ts';

/** How an invocation ended, as the platform sees it. */
export type Outcome =
  | { kind: 'answered'; value: unknown }
  | { kind: 'threw'; error: unknown }
  /** The process is gone, or has not answered within {@link HANGS_AFTER_MS}. */
  | { kind: 'lost' | 'hung' };

type Handler = (event: unknown, context: object) => Promise<unknown>;

const HANGS_AFTER_MS = 30_000;

/** Runs one invocation of a function in its own (emulated) process. */
export async function invoke(
  { name, module, environment }: FunctionInfo,
  event: unknown,
  process_: FunctionProcess,
  proxy: FaultProxy,
  settings: Record<string, string> = {},
): Promise<Outcome> {
  // A setting that two functions share has the same value in both: it comes from the same parameters.
  Object.assign(process.env, environment, settings);
  const { handler } = (await import(module)) as { handler: Handler };
  const deadline = Promise.withResolvers<'hung'>();
  const timer = setTimeout(() => deadline.resolve('hung'), HANGS_AFTER_MS);
  proxy.register(process_);
  // The name as deployed: `orderflow-<service>-<stage>-<function>`.
  const context = { functionName: `orderflow-${name.replace('/', '-local-')}` };
  try {
    // A copy: changes of the event must not reach the next attempt.
    const answer = current.run(process_, () => handler(structuredClone(event), context));
    const outcome = answer.then(
      (value): Outcome => ({ kind: 'answered', value }),
      (error: unknown): Outcome => ({ kind: 'threw', error }),
    );
    const first = await Promise.race([outcome, process_.lost, deadline.promise]);
    if (first === 'lost' || first === 'hung' || process_.isLost) {
      process_.lose();
      return { kind: first === 'hung' ? 'hung' : 'lost' };
    }
    return first;
  } finally {
    clearTimeout(timer);
    proxy.unregister(process_);
  }
}
