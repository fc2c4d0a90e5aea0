#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { readStageFile } from '@orderflow/ops/stage/stageFile';
import { findFunction, functionsOf } from '../events/functions.ts';
import { readSettings } from '../settings.ts';
import { printError } from './output.ts';

const USAGE = `pnpm invoke FUNCTION [--event FILE]

Runs a function of the running system once, as Lambda would, and prints what it answers.
  FUNCTION         orders/placeOrder; placeOrder, where one service alone has it; or its whole name
  --event FILE     the event as JSON, \`-\` for standard input; left out, {}. A failed invocation says where its event is
  ORDERFLOW_PORT   port of the gateway; else the copy whose .local/env is loaded, else 4000

Exit code: 0 when it answered, 1 when it failed, 2 when it could not be run.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { event: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  const [name, ...more] = positionals;
  if (values.help || name === undefined || more.length > 0) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const settings = settingsOfCopy();
  const { stacks } = await readStageFile(settings.stateDir);
  const wanted = findFunction(functionsOf(settings, stacks), name);
  const invocation = await wanted.invoke(await readEvent(values.event));
  if (invocation.status === 'uninvoked') {
    throw new Error(
      `${wanted.name} cannot be reached: start the copy with "pnpm dev" (${invocation.reason})`,
    );
  }
  const { payload } = invocation;
  process.stdout.write(`${JSON.stringify(payload ?? null, undefined, 2)}\n`);
  if (invocation.status === 'succeeded') return 0;
  printError(invocation.reason);
  return 1;
}

/** The port comes from ORDERFLOW_PORT, else from a `.local/env` that was loaded. */
function settingsOfCopy() {
  const { ORDERFLOW_PORT, ORDERFLOW_URL } = process.env;
  return readSettings({ ORDERFLOW_PORT: ORDERFLOW_PORT || (ORDERFLOW_URL && new URL(ORDERFLOW_URL).port) });
}

async function readEvent(file: string | undefined): Promise<unknown> {
  if (file === undefined) return {};
  const content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  printError(error);
  process.exitCode = 2;
}
