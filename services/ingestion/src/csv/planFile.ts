import { HeadReader, type ReadingRules } from './head.ts';
import type { Limits, Plan, PlanPart, PlanState } from './plan.ts';
import { Planner } from './planner.ts';
import { UnusableFileError } from './unusableFile.ts';

/**
 * Plans how a CSV file is cut into chunks, in one pass over its bytes. Memory does not grow with the file, but for the
 * list of chunks. The same bytes give the same plan, however they are buffered.
 *
 * @throws UnusableFileError when the file cannot be imported; one that has several faults is told one of them.
 */
export async function planFile(
  source: AsyncIterable<Buffer>,
  limits: Limits,
  rules: ReadingRules = {},
): Promise<Plan> {
  const part = await planPart(source, limits, rules, { isLast: true, isEnough: () => false });
  if ('next' in part) throw new Error('nobody has stopped this plan');
  return { ...part.plan, chunks: part.chunks };
}

/** Which part of a file is planned. */
export interface PartOf {
  /** What came of the part before; the source begins with its `start`. */
  from?: PlanState | undefined;
  /** The source ends with the file. */
  isLast: boolean;
  /** Ends the part sooner; asked behind each buffer. */
  isEnough(chunks: number): boolean;
}

/**
 * The same of a part of the file, which ends with the last chunk that ends in it: the plan of a file is that of its parts,
 * wherever they end.
 *
 * @throws UnusableFileError also when no chunk ends in it.
 */
export async function planPart(
  source: AsyncIterable<Buffer>,
  limits: Limits,
  rules: ReadingRules,
  { from, isLast, isEnough }: PartOf,
): Promise<PlanPart> {
  const reader = new HeadReader(rules, limits.maxHeaderBytes);
  let planner = from && new Planner(from.head, limits, rules.encoding, from);
  for await (const buffer of source) {
    if (planner) {
      planner.push(buffer);
    } else {
      const head = reader.push(buffer);
      if (!head) continue;
      planner = new Planner(head, limits, rules.encoding);
      planner.push(reader.rest);
    }
    if (planner.chunkCount > 0 && isEnough(planner.chunkCount)) return planner.stop();
  }
  if (isLast) return (planner ?? new Planner(reader.end(), limits, rules.encoding)).end();
  if (!planner) throw new UnusableFileError('The file does not begin with a header.');
  return planner.stop();
}
