import { answers } from '../processes/answers.ts';
import type { ChildSpec } from '../processes/child.ts';
import { type Settings, servicePorts, stage } from '../settings.ts';
import { serverlessBin, serverlessEnvironment } from '../templates/compile.ts';
import type { StackFolder } from '../templates/find.ts';

/** A service under serverless-offline; its place among the services decides its ports. */
export function service(settings: Settings, { name, dir }: StackFolder, index: number): ChildSpec {
  const { http, lambda } = servicePorts(settings, index);
  const ports = ['--httpPort', String(http), '--lambdaPort', String(lambda)];
  return {
    name,
    command: process.execPath,
    args: [serverlessBin(dir), 'offline', 'start', '--stage', stage, '--host', '127.0.0.1', ...ports],
    cwd: dir,
    env: serverlessEnvironment(settings, 'offline'),
    ready: async () =>
      (await answers(`http://127.0.0.1:${http}`)) && (await answers(`http://127.0.0.1:${lambda}`)),
    onDeath: 'restart',
  };
}
