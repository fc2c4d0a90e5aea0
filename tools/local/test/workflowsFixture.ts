import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { credentials, region } from '../src/settings.ts';
import type { StateError } from '../src/workflows/errors.ts';
import { startWorkflows, type WorkflowsServer } from '../src/workflows/server.ts';
import { eventually } from './lambdaEndpoint.ts';

type Payload = Record<string, string>;
export type Functions = Record<string, (payload: Payload) => unknown>;

const roleArn = 'arn:aws:iam::000000000000:role/workflow';
export const functionArn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

/** A Step Functions API with functions that are plain JavaScript, and the SDK's client to it. */
export class WorkflowsFixture {
  /** The functions by name; may be changed at any time. */
  functions: Functions = {};
  /** The names of the functions that were called. */
  readonly calls: string[] = [];
  /** The messages that were sent to queues. */
  readonly messages: { queueUrl: string; body: unknown }[] = [];
  /** The error of the queues when they refuse messages. */
  queueError: StateError | undefined;
  sfn!: SFNClient;
  /** Where state machines and executions are kept. */
  folder = '';
  #server!: WorkflowsServer;

  async start(): Promise<void> {
    this.folder ||= await mkdtemp(join(tmpdir(), 'workflows-'));
    this.#server = await startWorkflows(
      this.folder,
      0,
      async (name, payload) => {
        this.calls.push(name);
        return this.functions[name]?.(payload as Payload) ?? null;
      },
      async (queueUrl, body) => {
        this.messages.push({ queueUrl, body });
        if (this.queueError) throw this.queueError;
        return { MessageId: String(this.messages.length) };
      },
    );
    const endpoint = `http://127.0.0.1:${this.#server.port}`;
    this.sfn = new SFNClient({ endpoint, region, credentials });
  }

  /** Restarts the server, like a process that ends and is started again. */
  async restart(): Promise<void> {
    this.sfn.destroy();
    await this.#server.close();
    await this.start();
  }

  async stop(): Promise<void> {
    this.sfn.destroy();
    await this.#server.close();
    await rm(this.folder, { recursive: true });
  }

  /** Creates a state machine whose first state is the first one given. */
  async create(name: string, states: Record<string, object>, fields: object = {}): Promise<string> {
    const definition = JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...fields });
    const { stateMachineArn } = await this.sfn.send(
      new CreateStateMachineCommand({ name, definition, roleArn }),
    );
    return String(stateMachineArn);
  }

  async begin(stateMachineArn: string, name: string, input: object = {}): Promise<string> {
    const { executionArn } = await this.sfn.send(
      new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
    );
    return String(executionArn);
  }

  /** {@link create} and {@link begin}; resolves with the execution's ARN. */
  async run(states: Record<string, object>, input: object = {}): Promise<string> {
    return this.begin(await this.create('demo', states), 'one', input);
  }

  describe(executionArn: string) {
    return this.sfn.send(new DescribeExecutionCommand({ executionArn }));
  }

  async ended(executionArn: string) {
    await eventually(async () => (await this.describe(executionArn)).status !== 'RUNNING');
    return this.describe(executionArn);
  }

  async history(executionArn: string): Promise<HistoryEvent[]> {
    const { events = [] } = await this.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    return events;
  }

  /** Resolves when the history has an event of this type. */
  async recorded(executionArn: string, type: string): Promise<void> {
    await eventually(async () => (await this.history(executionArn)).some((event) => event.type === type));
  }
}

/** A Task state that waits for a callback; its function gets the token. */
export const waitingTask = (name: string, fields: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: functionArn(name), Payload: { 'token.$': '$$.Task.Token' } },
  End: true,
  ...fields,
});
