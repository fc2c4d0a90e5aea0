import { median, spread } from './statistics.ts';

/** What one run of a candidate measured, by the name of the measure. */
export type Measures<M extends string> = Record<M, number>;

export interface Summary<M extends string> {
  /** Over the rounds. */
  median: Measures<M>;
  spread: Measures<M>;
  /** Each round by itself, in order. */
  rounds: Measures<M>[];
}

/**
 * Runs every candidate once a round, in turns, so that whatever else the machine does falls on all of them; every
 * other round goes backwards, so that none always follows the same neighbour.
 */
export async function alternate<C extends string, M extends string>(
  candidates: Record<C, () => Promise<Measures<M>>>,
  rounds: number,
  progress: (line: string) => void = () => {},
): Promise<Record<C, Summary<M>>> {
  const names = Object.keys(candidates) as C[];
  const measured = new Map<C, Measures<M>[]>(names.map((name) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const name of round % 2 ? names : names.toReversed()) {
      progress(`round ${round} of ${rounds}: ${name}`);
      measured.get(name)?.push(await candidates[name]());
    }
  }
  return Object.fromEntries(names.map((name) => [name, summarise(measured.get(name) ?? [])])) as Record<
    C,
    Summary<M>
  >;
}

function summarise<M extends string>(runs: Measures<M>[]): Summary<M> {
  const measures = Object.keys(runs[0] ?? {}) as M[];
  const over = (statistic: (values: number[]) => number) =>
    Object.fromEntries(
      measures.map((measure) => [measure, statistic(runs.map((run) => run[measure]))]),
    ) as Measures<M>;
  return { median: over(median), spread: over(spread), rounds: runs };
}

/** How much more a candidate takes than another: the median over the rounds, each compared with itself alone. */
export const more = <M extends string>(of: Summary<M>, than: Summary<M>, measure: M): number =>
  median(of.rounds.map((round, at) => round[measure] - (than.rounds[at]?.[measure] ?? Number.NaN)));
