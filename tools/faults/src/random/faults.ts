import { setTimeout as sleep } from 'node:timers/promises';
import { FunctionProcess } from '../seam/functionProcess.ts';
import { serverError, throttled, transactionConflict } from './errors.ts';
import { partialAnswers } from './partial.ts';
import type { Random } from './random.ts';

/** What can happen to a call, with its frequency per thousand. */
const CHANCES = {
  nothing: 850,
  processLostBefore: 10,
  processLostAfter: 10,
  requestDropped: 10,
  answerDropped: 15,
  delay: 30,
  throttle: 15,
  serverError: 10,
  timeout: 0.5,
  conflict: 25,
  partial: 25,
};
export type FaultName = keyof typeof CHANCES;

const MAX_DELAY_MS = 30;
/** Longer than the SDK waits for DynamoDB. */
const TIMEOUT_MS = 3_200;
/** AWS's clocks differ less; at 5 minutes, the SDK would start to correct its clock. */
const MAX_SKEW_MS = 240_000;
/** Time between two attempts of a caller, on the processes' clocks. */
const ATTEMPT_MS = 60_000;
/** Not `Date.now()`, which returns the clock of the emulated process. */
export const trueNow = () => Math.round(performance.timeOrigin + performance.now());

/** A process with random faults in its calls and a wrong clock. */
export function unluckyProcess(
  random: Random,
  attempt: number,
  count: (fault: FaultName) => void,
): FunctionProcess {
  const skew = random.integer(-MAX_SKEW_MS, MAX_SKEW_MS);
  const process: FunctionProcess = new FunctionProcess(
    async (call, forward) => {
      const partial = partialAnswers[call.name];
      const isTransaction = call.name === 'DynamoDB.TransactWriteItems';
      const fault = random.weighted({
        ...CHANCES,
        conflict: isTransaction ? CHANCES.conflict : 0,
        partial: partial ? CHANCES.partial : 0,
      });
      count(fault);
      switch (fault) {
        case 'nothing':
          return forward(call);
        case 'processLostAfter':
          await forward(call);
          process.lose();
          return undefined;
        case 'processLostBefore':
          process.lose();
          return undefined;
        case 'requestDropped':
          return undefined;
        case 'answerDropped':
          await forward(call);
          return undefined;
        case 'delay':
          await sleep(random.integer(1, MAX_DELAY_MS));
          return forward(call);
        case 'timeout':
          await forward(call);
          await sleep(TIMEOUT_MS);
          return undefined;
        case 'throttle':
          return throttled(call);
        case 'serverError':
          return serverError(call);
        case 'conflict':
          return transactionConflict(call);
        case 'partial':
          return (partial ?? forwardOnly)(call, forward);
      }
    },
    () => trueNow() + skew + (attempt - 1) * ATTEMPT_MS,
  );
  return process;
}

const forwardOnly: FunctionProcess['fault'] = (call, forward) => forward(call);
