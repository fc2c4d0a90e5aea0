import { checkInvariants } from '../random/invariants.ts';
import { checkMoney } from '../random/moneyInvariants.ts';
import { noPromises } from '../random/promises.ts';
import type { Stage } from '../sweep/scenario.ts';

/** Empties the world, and checks that money, stock and orders are consistent. @returns what does not hold */
export async function checkSettled({ world }: Stage, pieces: number): Promise<string[]> {
  const state = await world.take();
  const broken = [
    ...checkInvariants(state, noPromises(), pieces),
    ...checkMoney(state, noPromises(), world.outside.bank),
  ];
  await world.remove(state);
  return broken;
}
