import { randomUUID } from 'node:crypto';
import type { Execution } from './execution.ts';
import type { Executions } from './executions.ts';
import { detailsOf, type HistoryEvent, isUnsuccessful } from './history.ts';
import { checkJson, toSeconds } from './json.ts';
import type { Operations } from './operation.ts';
import { page } from './pages.ts';
import type { StateMachines } from './stateMachines.ts';

/** Starting, watching and stopping executions. */
export function executionOperations(machines: StateMachines, executions: Executions): Operations {
  return {
    StartExecution: ({ stateMachineArn, name = randomUUID(), input = '{}' }) => {
      const machine = machines.get(stateMachineArn);
      const text = checkJson(input, 'InvalidExecutionInput');
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
    RedriveExecution: ({ executionArn }) => {
      const execution = executions.get(executionArn);
      executions.redrive(execution);
      return { redriveDate: summarize(execution)['redriveDate'] };
    },
  };
}

function summarize({ start, status, events, redriven }: Execution): Record<string, unknown> {
  const stopped = status === 'RUNNING' ? undefined : events.at(-1)?.timestamp;
  return {
    executionArn: start.executionArn,
    stateMachineArn: start.stateMachineArn,
    name: start.name,
    status,
    startDate: toSeconds(start.startDate),
    ...(stopped === undefined ? {} : { stopDate: toSeconds(stopped) }),
    redriveCount: redriven.count,
    ...(redriven.at === undefined ? {} : { redriveDate: toSeconds(redriven.at) }),
  };
}

function describe(execution: Execution): Record<string, unknown> {
  const last = execution.events.at(-1);
  const { output, error, cause } = execution.status === 'RUNNING' || !last ? {} : detailsOf(last);
  return {
    ...summarize(execution),
    input: execution.start.input,
    inputDetails: { included: true },
    ...redrivable(execution),
    ...(output === undefined ? {} : { output, outputDetails: { included: true } }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}

function redrivable({ status }: Execution): Record<string, string> {
  if (isUnsuccessful(status)) return { redriveStatus: 'REDRIVABLE' };
  const redriveStatusReason = `Execution is ${status} and cannot be redriven`;
  return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason };
}

function toEvent({ token: _, timestamp, ...event }: HistoryEvent): Record<string, unknown> {
  return { ...event, timestamp: toSeconds(timestamp) };
}
