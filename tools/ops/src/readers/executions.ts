import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  RedriveExecutionCommand,
  type StateMachineListItem,
} from '@aws-sdk/client-sfn';
import type { Stage } from '../stage/types.ts';

export interface ExecutionStep {
  name: string;
  status: 'RUNNING' | 'DONE' | 'FAILED';
  at: string;
}

export interface Execution {
  name: string;
  arn: string;
  machine: string;
  status: string;
  startedAt: string;
  stoppedAt?: string;
  /** Number of redrives after a failure. */
  redriven: number;
}

/** The state machines of the stage. */
async function machinesOf({ name: stage, clients }: Stage): Promise<StateMachineListItem[]> {
  const { stateMachines = [] } = await clients.sfn.send(new ListStateMachinesCommand({}));
  return stateMachines.filter(({ name }) => name?.startsWith(`orderflow-${stage}-`));
}

/** The newest executions of every state machine of the stage. */
export async function readExecutions(stage: Stage, limit = 20): Promise<Execution[]> {
  const { sfn } = stage.clients;
  const lists = await Promise.all(
    (await machinesOf(stage)).map(async ({ name = '', stateMachineArn }) => {
      const { executions = [] } = await sfn.send(
        new ListExecutionsCommand({ stateMachineArn, maxResults: limit }),
      );
      return executions.map((one) => ({
        name: one.name ?? '',
        arn: one.executionArn ?? '',
        machine: name,
        status: one.status ?? '',
        startedAt: one.startDate?.toISOString() ?? '',
        redriven: one.redriveCount ?? 0,
        ...(one.stopDate ? { stoppedAt: one.stopDate.toISOString() } : {}),
      }));
    }),
  );
  return lists
    .flat()
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt))
    .slice(0, limit);
}

/** The states that an execution has entered, in order. */
export async function readSteps(stage: Stage, executionArn: string): Promise<ExecutionStep[]> {
  const { events = [] } = await stage.clients.sfn.send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }),
  );
  const steps: ExecutionStep[] = [];
  for (const {
    type = '',
    timestamp,
    stateEnteredEventDetails: entered,
    stateExitedEventDetails: exited,
  } of events) {
    const open = steps.findLast(({ status }) => status === 'RUNNING');
    if (entered)
      steps.push({ name: entered.name ?? '', status: 'RUNNING', at: timestamp?.toISOString() ?? '' });
    else if (exited && open) open.status = 'DONE';
    else if (/^Execution(Failed|TimedOut|Aborted)$/.test(type) && open) open.status = 'FAILED';
    else if (type === 'ExecutionRedriven') Object.assign(steps.at(-1) ?? {}, { status: 'RUNNING' });
  }
  return steps;
}

/**
 * Redrives an execution that ended without success, from the state that failed.
 *
 * @param name name of the execution, or its ARN
 * @throws Error when no execution has this name, or Step Functions refuses the redrive
 */
export async function redriveExecution(stage: Stage, name: string): Promise<string> {
  const { sfn } = stage.clients;
  const arns = name.startsWith('arn:')
    ? [name]
    : (await machinesOf(stage)).map(({ stateMachineArn = '' }) => `${executionsOf(stateMachineArn)}:${name}`);
  for (const executionArn of arns) {
    try {
      await sfn.send(new RedriveExecutionCommand({ executionArn }));
      return executionArn;
    } catch (error) {
      if ((error as Error).name !== 'ExecutionDoesNotExist') throw error;
    }
  }
  throw new Error(`There is no execution "${name}": "pnpm ops executions" names the latest`);
}

const executionsOf = (stateMachineArn: string) => stateMachineArn.replace(':stateMachine:', ':execution:');
