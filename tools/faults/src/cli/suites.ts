import { hostile } from '../hostile/suite.ts';
import { money } from '../money/suite.ts';
import { random } from '../random/suite.ts';
import { openStage } from '../stage.ts';
import type { Options, Suite } from '../suite.ts';
import type { Stage } from '../sweep/scenario.ts';
import { sweepAll } from '../sweep/suite.ts';

/** Runs a suite with the functions in this process, against the engines in the environment. */
const staged =
  (suite: (stage: Stage, options: Options) => Promise<string[]>) =>
  async (options: Options): Promise<string[]> => {
    const stage = await openStage();
    try {
      const failures = await suite(stage, options);
      return [...failures, ...stage.refused.map((one) => `AWS would refuse ${one}`)];
    } finally {
      await stage.close();
    }
  };

/** Suites that need engines of their own. */
export const onEngines: Suite[] = [
  { name: 'sweep', what: 'every crash point of every function', run: staged(sweepAll) },
  { name: 'random', what: 'mixed traffic while anything goes wrong', run: staged(random) },
  {
    name: 'money',
    what: 'the payment provider breaks at every step, is down for an hour; all races about an order',
    run: staged(money),
  },
  { name: 'hostile', what: 'what an enemy can send, to every route, queue and file', run: staged(hostile) },
];

/** Suites against the whole system. Imported late: their clients read the environment at import time. */
export const onSystem: Suite[] = [
  {
    name: 'gateway',
    what: 'forged tokens and hostile requests through the front door',
    run: async (options) => (await import('../system/gateway.ts')).gateway(options),
  },
  {
    name: 'redrive',
    what: 'a dead message takes effect once when its cause is gone',
    run: async (options) => (await import('../system/redrive.ts')).redrive(options),
  },
  {
    name: 'poison',
    what: 'a backlog of 10,000 messages with 1% poison',
    run: async (options) => (await import('../system/poison.ts')).poison(options),
  },
  {
    name: 'kills',
    what: 'kill -9 of every service and of the poller under load',
    run: async (options) => (await import('../system/kills.ts')).kills(options),
  },
];
