import { createServer } from 'node:net';
import type { StackFolder } from '@orderflow/stacks/find';
import { inspectorPort, isInspected } from '../inspect.ts';
import { type Settings, servicePorts } from '../settings.ts';

export interface PortUse {
  port: number;
  /** The part of the copy that listens there. */
  part: string;
}

/** The ports of the gateway and the engines. */
export function enginePorts({ ports }: Settings): PortUse[] {
  return [
    { port: ports.gateway, part: 'gateway' },
    { port: ports.dynamodb, part: 'DynamoDB' },
    { port: ports.messaging, part: 'SQS and SNS' },
    { port: ports.storage, part: 'S3' },
    { port: ports.workflows, part: 'Step Functions' },
    { port: ports.streams, part: 'Kinesis' },
    { port: ports.provider, part: 'payment provider' },
  ];
}

/** The ports of the services: HTTP API and Lambda endpoint of each, and where debuggers attach. */
export function servicePortUses(settings: Settings, services: readonly StackFolder[]): PortUse[] {
  const uses = services.flatMap(({ name }, index) => {
    const { http, lambda } = servicePorts(settings, index);
    return [
      { port: http, part: `service ${name}` },
      { port: lambda, part: `service ${name} (Lambda endpoint)` },
    ];
  });
  return isInspected() ? [...uses, { port: inspectorPort(settings), part: 'debuggers' }] : uses;
}

/**
 * @throws Error naming every port that something else listens on, and the way out.
 */
export async function checkPorts(uses: PortUse[]): Promise<void> {
  const free = await Promise.all(uses.map(({ port }) => isFree(port)));
  const taken = uses.filter((_, index) => !free[index]);
  if (taken.length > 0) {
    const list = taken.map(({ port, part }) => `port ${port} (needed by ${part})`).join(', ');
    throw new Error(
      `Already in use: ${list}. Stop what listens there, or set ORDERFLOW_PORT to move every port.`,
    );
  }
}

/** Free on every interface: on some systems, two programs can share a port, one on 127.0.0.1 and one on all addresses. */
export async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
