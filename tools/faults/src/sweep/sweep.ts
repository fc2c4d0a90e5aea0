import { isDeepStrictEqual } from 'node:util';
import { type Call, type Fault, FunctionProcess, noFault } from '../seam/functionProcess.ts';
import { overBudget } from './budgets.ts';
import { firstDifference } from './compare.ts';
import { isTooLate, type Outcome, withoutDocumentedDifferences } from './differences.ts';
import type { Scenario, Stage } from './scenario.ts';

type Moment = 'before' | 'after';

/** The result of one scenario. */
export interface Result {
  scenario: Scenario;
  /** The calls of the fault-free run. */
  calls: string[];
  points: number;
  failures: string[];
}

/** Time between two attempts, on the clocks of the processes. */
const ATTEMPT_MS = 60_000;
const MAX_TIMES = 6;
const HOUR_MS = 3_600_000;
/** Delays in answers and items: the lifetime of an upload URL, and the next check of a payment. */
const LATER_MS = [HOUR_MS, 2 * 60_000, 4 * 60_000, 6 * 86_400_000];

/**
 * Runs a scenario without a fault, then once for every moment at which its process can be lost: before each of its
 * AWS calls is sent, and after the call took effect, before its answer arrives. Every run must end in the same state.
 */
export async function sweep(scenario: Scenario, stage: Stage): Promise<Result> {
  const start = withinAnHour(Date.now());
  await stage.world.clear();
  const calls: string[] = [];
  const expected = await run(scenario, stage, start, (call, forward) => {
    if (!isRepeat(call)) calls.push(call.name);
    return forward(call);
  });
  const result: Result = { scenario, calls, points: 0, failures: [] };
  if ((calls.length === 0) !== (scenario.makesNoCalls ?? false))
    result.failures.push(`makes ${calls.length} calls`);
  for (const call of overBudget(stage.platform.function(scenario.handler), calls))
    result.failures.push(`${call} is over its budget (src/sweep/budgets.ts)`);
  for (let at = 1; at <= calls.length; at++) {
    for (const moment of ['before', 'after'] as const) {
      const where = `lost ${moment} call ${at} (${calls[at - 1]})`;
      result.points++;
      const problem = await runLost(scenario, stage, start, at, moment, expected).catch(
        async (error: Error) => {
          await stage.world.clear();
          return error.message;
        },
      );
      if (problem) result.failures.push(`${where}: ${problem}`);
    }
  }
  return result;
}

/**
 * The SDK retries a call if a busy engine answers too late: both are one call. Retries by our own code count as
 * calls.
 */
const isRepeat = ({ headers }: Call): boolean => /attempt=(?!1\b)/.test(String(headers['amz-sdk-request']));

/** @returns the difference from the run without a fault */
async function runLost(
  scenario: Scenario,
  stage: Stage,
  start: number,
  at: number,
  moment: Moment,
  expected: Outcome,
): Promise<string | undefined> {
  let made = 0;
  let died = false;
  const outcome = await run(scenario, stage, start, async (call, forward) => {
    if (isRepeat(call) || ++made !== at) return forward(call);
    if (moment === 'after') await forward(call);
    died = true;
    return 'lost';
  });
  if (!died) return 'the call was not made';
  if (isDeepStrictEqual(outcome, expected)) return undefined;
  if (!isTooLate(scenario.handler, outcome.answer)) return firstDifference(expected, outcome);
  return firstDifference(expected.state, outcome.state);
}

type MortalFault = (...args: Parameters<Fault>) => Promise<Awaited<ReturnType<Fault>> | 'lost'>;

/** All runs of a scenario start at the same time, and all attempts are in the same hour: counters are per hour. */
const withinAnHour = (now: number): number =>
  now % HOUR_MS < HOUR_MS - MAX_TIMES * ATTEMPT_MS ? now : now - MAX_TIMES * ATTEMPT_MS;

async function run(
  scenario: Scenario,
  { platform, world }: Stage,
  start: number,
  fault: MortalFault,
): Promise<Outcome> {
  const times = Array.from({ length: MAX_TIMES }, (_, index) => start + index * ATTEMPT_MS);
  const timeOf = (attempt: number) => times[Math.min(attempt, MAX_TIMES) - 1] ?? start;
  platform.settings = scenario.settings ?? {};
  await platform.skipStreams();
  platform.spawn = () => new FunctionProcess(noFault, () => start);
  await scenario.given?.({ platform, world });
  platform.spawn = (name, attempt) => {
    if (name !== scenario.handler) return new FunctionProcess(noFault, () => start);
    const process: FunctionProcess = new FunctionProcess(
      async (call, forward) => {
        const answer = await fault(call, forward);
        if (answer !== 'lost') return answer;
        process.lose();
        return undefined;
      },
      () => timeOf(attempt),
    );
    return process;
  };
  const answer = await scenario.when({ platform, world });
  const state = await world.take();
  await world.remove(state);
  const later = LATER_MS.flatMap((ms) => times.map((time) => time + ms));
  return withoutDocumentedDifferences({ state, answer }, [...times, ...later]);
}
