import { isTableStream } from '../platform/catalog.ts';
import { FunctionProcess, noFault } from '../seam/functionProcess.ts';
import type { Stage } from '../sweep/scenario.ts';
import { checkClicks } from './clickInvariants.ts';
import { ClickStream } from './clicks.ts';
import { type FaultName, trueNow, unluckyProcess } from './faults.ts';
import { checkInvariants } from './invariants.ts';
import { playOnboarding } from './onboarding.ts';
import { startPumps } from './pumps.ts';
import { Random } from './random.ts';
import { act, type Promises, SKUS } from './traffic.ts';

export interface RandomRun {
  operations: number;
  invocations: number;
  faults: Map<FaultName, number>;
  /** What does not hold; empty when all is well. */
  broken: string[];
}

const CLIENTS_AT_ONCE = 16;
const STOCK = 300;
/** An event is four hops from its last consequence; what has not settled by then never does. */
const MAX_ROUNDS = 20;
const LATER_MS = 600_000;
/** Makes several chunks of small files, and codes that are good as long as on a real stage. */
const settings = {
  CHUNK_BYTES: '400',
  CHUNK_RECORDS: '1000',
  ROWS_PER_SECOND: '100000',
  CONFIRMATION_SECONDS: '86400',
  REMINDER_SECONDS: '86400',
};

/**
 * Mixed traffic while anything goes wrong, as a seed decides it; then the faults stop, everything drains, and the
 * invariants are checked. The seed decides what clients do and what happens to the calls of each invocation; how those
 * that run at once interleave is the machine's.
 */
export async function runRandom(stage: Stage, seed: number, operations: number): Promise<RandomRun> {
  const { platform, world } = stage;
  await world.clear();
  platform.settings = settings;
  await platform.skipStreams();
  const clicks = new ClickStream(platform, new Random(seed, 'clicks'));
  await clicks.skip();
  for (const sku of SKUS) {
    const stock = { sub: 'clerk', params: { sku }, body: { available: STOCK } };
    await platform.request('PUT /inventory/{sku}', stock);
  }

  const faults = new Map<FaultName, number>();
  const count = (fault: FaultName) => void faults.set(fault, (faults.get(fault) ?? 0) + 1);
  const calm = platform.spawn;
  let invocations = 0;
  const promises: Promises = { orders: new Map(), users: new Set(), clicks: new Set(), files: 0, wrong: [] };
  platform.spawn = (name, attempt) => unluckyProcess(new Random(seed, name, ++invocations), attempt, count);
  playOnboarding(stage, promises);
  const pumps = startPumps(platform, clicks, new Random(seed, 'pumps'));
  const numbers = Array.from({ length: operations }, (_, index) => index).values();
  const client = async () => {
    for (const number of numbers) {
      await act(`op-${number}`, new Random(seed, 'operation', number), promises, stage).catch(
        (error: Error) => promises.wrong.push(`op-${number}: ${error.message}`),
      );
    }
  };
  await Promise.all(Array.from({ length: CLIENTS_AT_ONCE }, client));
  await pumps.stop();
  // Long after: what somebody held when the faults stopped is held no more.
  platform.spawn = () => new FunctionProcess(noFault, () => trueNow() + LATER_MS);
  await drain(stage, clicks);
  const state = await world.take();
  const broken = [
    ...promises.wrong,
    ...pumps.problems,
    ...checkInvariants(state, promises, STOCK),
    ...checkClicks(state.tables['orderflow-local-analytics'] ?? [], promises.clicks, clicks.clicks),
  ];
  await world.remove(state);
  platform.settings = {};
  platform.spawn = calm;
  return { operations, invocations, faults, broken };
}

/** Lets everything come to its end without faults; what landed in dead-letter queues is redriven first. */
async function drain(stage: Stage, clicks: ClickStream): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const any = [await drainOnce(stage), await clicks.deliver()].includes(true);
    if (!any) return;
  }
}

async function drainOnce({ platform, world }: Stage): Promise<boolean> {
  let busy = await world.outside.settled();
  for (const { name, sources } of platform.catalog) {
    for (const source of sources) {
      if (isTableStream(source)) busy = (await platform.drainStream(name)) || busy;
      if (source.kind !== 'queue') continue;
      const queue = source.queue.replace('orderflow-local-', '');
      await platform.queue(queue).send(await platform.queue(`${queue}-dlq`).take());
      while (await platform.deliverBatch(name)) busy = true;
    }
  }
  return busy;
}
