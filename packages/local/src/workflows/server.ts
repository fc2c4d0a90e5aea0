import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { ApiError } from './errors.ts';
import { Executions } from './executions.ts';
import type { InvokeFunction } from './invokeFunction.ts';
import { operations } from './operations.ts';
import { StateMachines } from './stateMachines.ts';

export interface WorkflowsServer {
  port: number;
  /** Stops answering and halts the executions; the next server on the same folder goes on with them. */
  close(): Promise<void>;
}

/**
 * The Step Functions API on 127.0.0.1, in the AWS JSON 1.0 protocol.
 *
 * @param folder where state machines and executions are kept
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export async function startWorkflows(
  folder: string,
  port: number,
  invoke: InvokeFunction,
): Promise<WorkflowsServer> {
  const machines = StateMachines.open(join(folder, 'stateMachines'));
  const executions = Executions.open(join(folder, 'executions'), invoke);
  const api = operations(machines, executions);

  const server = createServer(async (request, response) => {
    try {
      send(response, 200, await answer(api, request));
    } catch (error) {
      sendError(response, error as Error);
    }
  });
  await listen(server, port);
  const address = server.address() as { port: number };
  return {
    port: address.port,
    async close() {
      executions.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(api: ReturnType<typeof operations>, request: IncomingMessage): Promise<unknown> {
  const [, name = ''] = String(request.headers['x-amz-target']).split('AWSStepFunctions.');
  const operation = Object.hasOwn(api, name) ? api[name] : undefined;
  if (!operation) throw new ApiError('UnknownOperationException', `${name} is not there locally`);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return operation(JSON.parse(Buffer.concat(chunks).toString() || '{}'));
}

function sendError(response: ServerResponse, error: Error): void {
  if (error instanceof ApiError) {
    send(response, 400, { __type: error.type, message: error.message });
  } else if (error instanceof SyntaxError) {
    send(response, 400, { __type: 'SerializationException', message: error.message });
  } else {
    process.stderr.write(`workflows: ${error.stack}\n`);
    send(response, 500, { __type: 'InternalFailure', message: error.message });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
