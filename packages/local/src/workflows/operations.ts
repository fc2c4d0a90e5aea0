import { randomUUID } from 'node:crypto';
import { MAXIMUM_BYTES } from './attempt.ts';
import { ApiError } from './errors.ts';
import type { Execution } from './execution.ts';
import type { Executions } from './executions.ts';
import { detailsOf, type HistoryEvent } from './history.ts';
import { page } from './pages.ts';
import { StateMachines } from './stateMachines.ts';

type Parameters = Record<string, unknown>;
type Operation = (parameters: Parameters) => Record<string, unknown>;

/** The operations of the Step Functions API, by name; parameters and answers are those of its JSON protocol. */
export function operations(machines: StateMachines, executions: Executions): Record<string, Operation> {
  return {
    ...machineOperations(machines),
    ...executionOperations(machines, executions),
    ...taskOperations(executions),
  };
}

function machineOperations(machines: StateMachines): Record<string, Operation> {
  return {
    CreateStateMachine: ({ name, definition, roleArn, type = 'STANDARD' }) => {
      if (type !== 'STANDARD')
        throw new ApiError('ValidationException', 'Only STANDARD state machines run locally');
      const machine = machines.create(name, String(definition), String(roleArn));
      return {
        stateMachineArn: StateMachines.arn(machine.name),
        creationDate: toSeconds(machine.creationDate),
      };
    },
    UpdateStateMachine: ({ stateMachineArn, definition, roleArn }) => {
      machines.update(stateMachineArn, {
        ...(definition === undefined ? {} : { definition: String(definition) }),
        ...(roleArn === undefined ? {} : { roleArn: String(roleArn) }),
      });
      return { updateDate: toSeconds(Date.now()) };
    },
    DescribeStateMachine: ({ stateMachineArn }) => {
      const { name, definition, roleArn, creationDate } = machines.get(stateMachineArn);
      const type = 'STANDARD';
      const loggingConfiguration = { level: 'OFF', includeExecutionData: false };
      return {
        stateMachineArn,
        name,
        status: 'ACTIVE',
        definition,
        roleArn,
        type,
        creationDate: toSeconds(creationDate),
        loggingConfiguration,
        tracingConfiguration: { enabled: false },
      };
    },
    ListStateMachines: (parameters) => {
      const { items, ...next } = page(machines.list(), parameters);
      const stateMachines = items.map(({ name, creationDate }) => ({
        stateMachineArn: StateMachines.arn(name),
        name,
        type: 'STANDARD',
        creationDate: toSeconds(creationDate),
      }));
      return { stateMachines, ...next };
    },
  };
}

function executionOperations(machines: StateMachines, executions: Executions): Record<string, Operation> {
  return {
    StartExecution: ({ stateMachineArn, name = randomUUID(), input = '{}' }) => {
      const machine = machines.get(stateMachineArn);
      const text = checkJson(input, 'InvalidExecutionInput', 'Invalid State Machine Execution Input');
      const { start } = executions.start(machine, name, text);
      return { executionArn: start.executionArn, startDate: toSeconds(start.startDate) };
    },
    DescribeExecution: ({ executionArn }) => describe(executions.get(executionArn)),
    ListExecutions: ({ stateMachineArn, statusFilter, ...paging }) => {
      machines.get(stateMachineArn);
      const found = executions
        .list(String(stateMachineArn))
        .filter(({ status }) => statusFilter === undefined || status === statusFilter);
      const { items, ...next } = page(found, paging);
      return { executions: items.map(summarize), ...next };
    },
    GetExecutionHistory: ({ executionArn, reverseOrder = false, ...paging }) => {
      const { events } = executions.get(executionArn);
      const { items, ...next } = page(reverseOrder ? events.toReversed() : events, paging);
      return { events: items.map(toEvent), ...next };
    },
    StopExecution: ({ executionArn, error, cause }) => {
      const execution = executions.get(executionArn);
      executions.end(execution, { type: 'ExecutionAborted', details: { error, cause } });
      return { stopDate: summarize(execution)['stopDate'] };
    },
  };
}

function taskOperations({ tokens }: Executions): Record<string, Operation> {
  return {
    SendTaskSuccess: ({ taskToken, output }) => {
      const text = checkJson(output, 'InvalidOutput', 'Invalid Output');
      tokens.find(taskToken).attempt.succeed(text);
      return {};
    },
    SendTaskFailure: ({ taskToken, error = '', cause = '' }) => {
      tokens.find(taskToken).attempt.fail(String(error), String(cause));
      return {};
    },
    SendTaskHeartbeat: ({ taskToken }) => {
      tokens.find(taskToken).beat();
      return {};
    },
  };
}

function summarize({ start, status, events }: Execution): Record<string, unknown> {
  const stopped = status === 'RUNNING' ? undefined : events.at(-1)?.timestamp;
  return {
    executionArn: start.executionArn,
    stateMachineArn: start.stateMachineArn,
    name: start.name,
    status,
    startDate: toSeconds(start.startDate),
    ...(stopped === undefined ? {} : { stopDate: toSeconds(stopped) }),
    redriveCount: 0,
  };
}

function describe(execution: Execution): Record<string, unknown> {
  const last = execution.events.at(-1);
  const { output, error, cause } = execution.status === 'RUNNING' || !last ? {} : detailsOf(last);
  return {
    ...summarize(execution),
    input: execution.start.input,
    inputDetails: { included: true },
    ...(output === undefined ? {} : { output, outputDetails: { included: true } }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}

function toEvent({ token: _, timestamp, ...event }: HistoryEvent): Record<string, unknown> {
  return { ...event, timestamp: toSeconds(timestamp) };
}

/** The protocol's form of a time: seconds since the epoch, with a fraction. */
function toSeconds(milliseconds: number): number {
  return milliseconds / 1000;
}

/** @throws ApiError of the given type when `text` is not JSON or over the limit */
function checkJson(text: unknown, type: string, message: string): string {
  if (typeof text !== 'string') throw new ApiError(type, `${message}: it is missing`);
  if (Buffer.byteLength(text) > MAXIMUM_BYTES) {
    throw new ApiError(type, `${message}: it is over the maximum of ${MAXIMUM_BYTES} bytes`);
  }
  try {
    JSON.parse(text);
  } catch (error) {
    throw new ApiError(type, `${message}: ${(error as Error).message}`);
  }
  return text;
}
