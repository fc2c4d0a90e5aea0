import { readExecutions, readSteps, redriveExecution } from '../readers/executions.ts';
import type { Command } from './command.ts';
import { table } from './table.ts';

export const executionsCommand: Command = {
  usage: 'executions',
  run: async (stage) => {
    const executions = await readExecutions(stage);
    const data = await Promise.all(
      executions.map(async (one) => ({ ...one, steps: await readSteps(stage, one.arn) })),
    );
    const rows = data.map((one) => [one.name, one.status, one.startedAt, one.steps.at(-1)?.name ?? '']);
    return { data, text: table(['EXECUTION', 'STATUS', 'STARTED', 'AT'], rows) };
  },
};

export const redriveExecutionCommand: Command = {
  usage: 'redrive-execution NAME',
  asks: (name) => `Let ${name} go on from the state that failed?`,
  run: async (stage, name) => {
    const executionArn = await redriveExecution(stage, name);
    return { data: { executionArn }, text: `${name} goes on: "pnpm ops executions" shows where it is.\n` };
  },
};
