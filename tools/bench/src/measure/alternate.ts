import { median, spread } from './statistics.ts';

/** The results of one run of a candidate, by measure. */
export type Measures<M extends string> = Record<M, number>;

export interface Summary<M extends string> {
  /** Over the rounds. */
  median: Measures<M>;
  spread: Measures<M>;
  /** Each round on its own, in order. */
  rounds: Measures<M>[];
}

/**
 * Runs every candidate once per round, in turns, so that other work on the machine affects all of them. Every other
 * round runs in reverse order, so that no candidate always follows the same one.
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

/** How much more one candidate takes than another: the median of the differences within each round. */
export const more = <M extends string>(of: Summary<M>, than: Summary<M>, measure: M): number =>
  median(of.rounds.map((round, at) => round[measure] - (than.rounds[at]?.[measure] ?? Number.NaN)));
