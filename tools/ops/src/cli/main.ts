#!/usr/bin/env node
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { openStage } from '../stage/openStage.ts';
import type { Command, Flags } from './command.ts';
import { consoleCommand } from './console.ts';
import { executionsCommand, redriveExecutionCommand } from './executionCommands.ts';
import { experimentCommand } from './experiment.ts';
import { importsCommand } from './imports.ts';
import { peekCommand, purgeCommand, redriveCommand } from './queueCommands.ts';
import { reportCommand } from './report.ts';
import { status } from './status.ts';
import { traceCommand } from './trace.ts';

const commands: Record<string, Command> = {
  status,
  peek: peekCommand,
  redrive: redriveCommand,
  purge: purgeCommand,
  trace: traceCommand,
  imports: importsCommand,
  executions: executionsCommand,
  'redrive-execution': redriveExecutionCommand,
  report: reportCommand,
  experiment: experimentCommand,
  console: consoleCommand,
};

const USAGE = `pnpm ops COMMAND [--stage NAME] [--json] [--yes]

${Object.values(commands)
  .map(({ usage }) => `  ${usage}\n`)
  .join('')}
  --stage NAME   a deployed stage, with your AWS credentials; left out, the copy on this machine
  --json         for machines
  --yes          ask nothing

Exit code: 0; 1 when \`status\` finds an alarm that is on; 2 when the command could not be carried out.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      stage: { type: 'string', default: 'local' },
      json: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      filter: { type: 'string' },
      rate: { type: 'string' },
      limit: { type: 'string' },
      port: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [name = '', ...words] = positionals;
  const argument = words.join(' ');
  const command = commands[name];
  const takesArgument = command && /^\w+ [A-Z]/.test(command.usage);
  if (values.help || !command || (takesArgument && !argument)) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const flags: Flags = values;
  const question = command.asks?.(argument, flags);
  if (question && !flags.yes && !(await confirmed(question))) return 2;
  const { data, text, exitCode = 0 } = await command.run(await openStage(flags.stage), argument, flags);
  process.stdout.write(flags.json ? `${JSON.stringify(data)}\n` : text);
  return exitCode;
}

async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error(`${question} Say --yes where nobody can answer.`);
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(`${question} [y/N] `);
  prompt.close();
  return /^y(es)?$/i.test(answer.trim());
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
