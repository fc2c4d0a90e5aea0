import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { listen } from '../listen.ts';
import { ApiError } from './errors.ts';
import { executionOperations } from './executionOperations.ts';
import { Executions } from './executions.ts';
import type { InvokeFunction } from './invokeFunction.ts';
import { machineOperations } from './machineOperations.ts';
import type { Operations } from './operation.ts';
import type { SendMessage } from './sendMessage.ts';
import { StateMachines } from './stateMachines.ts';
import { taskOperations } from './taskOperations.ts';

export interface WorkflowsServer {
  port: number;
  /** Stops answering and halts the executions. The next server on the same folder resumes them. */
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
  send: SendMessage,
): Promise<WorkflowsServer> {
  const server = createServer();
  // Listens before anything is played: a second process on the port must not resume the executions of the first.
  await listen(server, port);
  const machines = StateMachines.open(join(folder, 'stateMachines'));
  const executions = Executions.open(join(folder, 'executions'), invoke, send);
  const operations = {
    ...machineOperations(machines),
    ...executionOperations(machines, executions),
    ...taskOperations(executions),
  };
  server.on('request', (request, response) => void handle(operations, request, response));
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

async function handle(
  operations: Operations,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const [, name = ''] = String(request.headers['x-amz-target']).split('AWSStepFunctions.');
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (!operation) throw new ApiError('UnknownOperationException', `The local copy has no ${name}`);
    send(response, 200, operation(JSON.parse((await text(request)) || '{}')));
  } catch (error) {
    sendError(response, error as Error);
  }
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
