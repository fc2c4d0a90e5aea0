import { join } from 'node:path';
import { inspectorPort, isInspected } from '../inspect.ts';
import { answers } from '../processes/answers.ts';
import type { ChildSpec } from '../processes/child.ts';
import { type Settings, servicePorts, stage } from '../settings.ts';
import { serverlessBin, serverlessEnvironment, serverlessGivesUp } from '../templates/compile.ts';
import type { StackFolder } from '../templates/find.ts';

const hooks = join(import.meta.dirname, '../offline/hooks.ts');
/**
 * Every instance of a function is a thread with a heap of its own. Left to itself, V8 lets the young half of each grow
 * to 16 MB times two or three: 800 MB for a service that is content with 520. What it compiled and does not use, it
 * keeps: 65 MB a service.
 */
const smallHeaps = ['--max-semi-space-size=2', '--optimize-for-size'];

/** A service under serverless-offline; its place among the services decides its ports. */
export function service(settings: Settings, { name, dir }: StackFolder, index: number): ChildSpec {
  const { http, lambda } = servicePorts(settings, index);
  const ports = ['--httpPort', String(http), '--lambdaPort', String(lambda)];
  const options = ['--stage', stage, '--host', '127.0.0.1', '--noSponsor'];
  const inspector = isInspected() ? [`--inspect=127.0.0.1:${inspectorPort(settings, index)}`] : [];
  // Who looks at a breakpoint takes longer than any function.
  if (isInspected()) options.push('--noTimeout');
  return {
    name,
    command: process.execPath,
    args: [
      ...smallHeaps,
      ...inspector,
      '--import',
      hooks,
      serverlessBin(dir),
      'offline',
      'start',
      ...options,
      ...ports,
    ],
    cwd: dir,
    env: serverlessEnvironment(settings, 'offline'),
    ready: async () =>
      (await answers(`http://127.0.0.1:${http}`)) && (await answers(`http://127.0.0.1:${lambda}`)),
    givesUp: serverlessGivesUp,
    onDeath: 'restart',
  };
}
