import { isTableStream } from '../platform/catalog.ts';
import { FunctionProcess, noFault } from '../seam/functionProcess.ts';
import type { Stage } from '../sweep/scenario.ts';
import { checkClicks } from './clickInvariants.ts';
import { ClickStream } from './clicks.ts';
import { type FaultName, trueNow, unluckyProcess } from './faults.ts';
import { checkInvariants } from './invariants.ts';
import { checkMoney, checkNothingHeld } from './moneyInvariants.ts';
import { playOnboarding } from './onboarding.ts';
import { noPromises } from './promises.ts';
import { startPumps } from './pumps.ts';
import { Random } from './random.ts';
import { act, SKUS } from './traffic.ts';
import { deliverWebhooks } from './webhooks.ts';

export interface RandomRun {
  operations: number;
  invocations: number;
  faults: Map<FaultName, number>;
  /** Violated invariants; empty if all hold. */
  broken: string[];
}

const CLIENTS_AT_ONCE = 16;
/** One piece of each sku per this number of operations: too few for some orders. */
const OPERATIONS_A_PIECE = 14;
/** An event has at most eight hops to its last consequence. What has not settled by then never will. */
const MAX_ROUNDS = 30;
const LATER_MS = 600_000;
/** Longer than any bank holds money. */
const LET_GO_MS = 8 * 86_400_000;
/** Splits small files into several chunks; codes are valid as long as on a real stage. */
const settings = {
  CHUNK_BYTES: '400',
  CHUNK_RECORDS: '1000',
  MIN_ROWS_PER_SECOND: '100000',
  MAX_ROWS_PER_SECOND: '100000',
  LAG_SECONDS: '0',
  CONFIRMATION_SECONDS: '86400',
  REMINDER_SECONDS: '86400',
};

/**
 * Mixed traffic with random faults; then the faults stop, everything drains, and the invariants are checked. The seed
 * decides the clients' acts and the faults of each invocation's calls. The interleaving of concurrent invocations
 * depends on the machine.
 */
export async function runRandom(stage: Stage, seed: number, operations: number): Promise<RandomRun> {
  const { platform, world } = stage;
  await world.clear();
  platform.settings = settings;
  await platform.skipStreams();
  const clicks = new ClickStream(platform, new Random(seed, 'clicks'));
  await clicks.skip();
  const stock = Math.ceil(operations / OPERATIONS_A_PIECE);
  for (const sku of SKUS) {
    const request = { sub: 'clerk', params: { sku }, body: { available: stock } };
    await platform.request('PUT /inventory/{sku}', request);
  }

  const faults = new Map<FaultName, number>();
  const count = (fault: FaultName) => void faults.set(fault, (faults.get(fault) ?? 0) + 1);
  const calm = platform.spawn;
  let invocations = 0;
  const promises = noPromises();
  platform.spawn = (name, attempt) => unluckyProcess(new Random(seed, name, ++invocations), attempt, count);
  playOnboarding(stage, promises);
  const pumps = startPumps(stage, clicks, new Random(seed, 'pumps'));
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
  const { bank } = world.outside;
  bank.faults.clear();
  // Much later: leases held when the faults stopped have expired.
  later(stage, LATER_MS);
  await drain(stage, clicks, LATER_MS);
  const state = await world.take();
  const broken = [
    ...promises.wrong,
    ...pumps.problems,
    ...checkInvariants(state, promises, stock),
    ...checkMoney(state, promises, bank),
    ...checkClicks(state.tables['orderflow-local-analytics'] ?? [], promises.clicks, clicks.clicks),
  ];
  // Orders that were neither shipped nor cancelled before the bank released the money.
  later(stage, LATER_MS + LET_GO_MS);
  await drain(stage, clicks, LATER_MS + LET_GO_MS);
  const last = await world.take();
  broken.push(...checkNothingHeld(last));
  await world.remove(last);
  platform.settings = {};
  platform.spawn = calm;
  return { operations, invocations, faults, broken };
}

/** Moves the clocks of every function and of the payment provider ahead. */
function later({ platform, world: { outside } }: Stage, ms: number): void {
  platform.spawn = () => new FunctionProcess(noFault, () => trueNow() + ms);
  outside.bank.at(ms);
}

/** Lets everything finish without faults. Dead-letter queues are redriven first, and due payments are checked. */
async function drain(stage: Stage, clicks: ClickStream, ms: number): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const any = [
      await drainOnce(stage),
      await clicks.deliver(),
      await deliverWebhooks(stage),
      await askAboutDue(stage, ms),
    ].includes(true);
    if (!any) return;
  }
}

async function askAboutDue({ platform }: Stage, ms: number): Promise<boolean> {
  const time = new Date(trueNow() + ms);
  const { due } = (await platform.schedule('payments/reconcilePayments', time)) as { due: number };
  return due > 0;
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
