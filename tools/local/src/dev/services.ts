import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNamed, servicesOf } from '@orderflow/stacks/find';
import type { Stack } from '@orderflow/stacks/template';
import { childEnvironment } from '../environment.ts';
import { inspectorPort, isInspected } from '../inspect.ts';
import type { HostedService, ServiceState } from '../offline/hostedService.ts';
import type { LocalFunction } from '../offline/instance.ts';
import { nicenessOf } from '../offline/priority.ts';
import { answers } from '../processes/answers.ts';
import type { ChildSpec } from '../processes/child.ts';
import { accountId, bundleDir, region, type Settings, servicePorts } from '../settings.ts';
import { statePath } from '../templates/compile.ts';

const host = join(import.meta.dirname, '../offline/host.ts');

/**
 * The process that runs all services under serverless-offline. A service's index decides its ports.
 *
 * @param own variables of every function; they override those of its template
 */
export function services(
  settings: Settings,
  stacks: readonly Stack[],
  own: Record<string, string> = {},
): ChildSpec {
  const hosted = servicesOf(stacks).map((stack, index) => hostedService(settings, stack, index, own));
  const list = join(settings.stateDir, 'services.json');
  mkdirSync(settings.stateDir, { recursive: true });
  writeFileSync(list, JSON.stringify(hosted));
  const ports = hosted.flatMap((one) => [one.ports.http, one.ports.lambda]);
  const inspector = isInspected() ? [`--inspect=127.0.0.1:${inspectorPort(settings)}`] : [];
  return {
    name: 'services',
    parts: hosted.map(({ name }) => name),
    command: process.execPath,
    args: ['--expose-gc', ...inspector, host, list],
    env: childEnvironment(settings),
    ready: async () => {
      const up = await Promise.all(ports.map((port) => answers(`http://127.0.0.1:${port}`)));
      return up.every(Boolean);
    },
    onDeath: 'restart',
  };
}

function hostedService(
  settings: Settings,
  stack: Stack,
  index: number,
  own: Record<string, string>,
): HostedService {
  const { name } = stack;
  const { dir } = serviceNamed(name);
  const state = statePath(settings, name);
  const shared = ['pnpm-lock.yaml', 'tsconfig.base.json', 'tools/serverless/src/sdkSchemas.cjs'];
  return {
    name,
    dir,
    state,
    ports: servicePorts(settings, index),
    functions: functionsOf(stack, JSON.parse(readFileSync(state, 'utf8')) as ServiceState, own),
    outputDir: bundleDir(dir, settings),
    dependsOn: [...shared.map((file) => join(settings.root, file)), join(dir, 'package.json')],
  };
}

/** The functions of the compiled template, with their keys in serverless.yml. */
function functionsOf(
  { name, resources }: Stack,
  { service }: ServiceState,
  own: Record<string, string>,
): LocalFunction[] {
  const templates = resources.filter(({ type }) => type === 'AWS::Lambda::Function');
  return Object.entries(service.functions).map(([key, definition]) => {
    const found = templates.find(({ properties }) => properties['FunctionName'] === definition.name);
    if (!found) throw new Error(`${name}: the template has no function ${definition.name}`);
    const { Handler, Timeout, MemorySize, Environment } = found.properties;
    const { Variables = {} } = (Environment ?? {}) as { Variables?: Record<string, unknown> };
    return {
      key,
      name: definition.name,
      arn: `arn:aws:lambda:${region}:${accountId}:function:${definition.name}`,
      handler: String(Handler),
      // CloudFormation's defaults.
      timeoutSeconds: Number(Timeout ?? 3),
      memoryMegabytes: Number(MemorySize ?? 128),
      environment: {
        ...Object.fromEntries(
          Object.entries(Variables).map(([variable, value]) => [variable, String(value)]),
        ),
        ...own,
      },
      niceness: nicenessOf(definition),
    };
  });
}
