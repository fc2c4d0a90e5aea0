import { HeadReader, type ReadingRules } from './head.ts';
import type { Limits, Plan, PlanPart, PlanState } from './plan.ts';
import { Planner } from './planner.ts';
import { UnusableFileError } from './unusableFile.ts';

/**
 * Plans how a CSV file is cut into chunks, in one pass over its bytes. Memory does not grow with the file, except for
 * the list of chunks. The same bytes give the same plan, however they are buffered.
 *
 * @throws UnusableFileError when the file cannot be imported; of several faults, it names one.
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
  /** The state after the previous part; the source begins at its `start`. */
  from?: PlanState | undefined;
  /** The source ends where the file ends. */
  isLast: boolean;
  /** Ends the part early; called after each buffer, once there is a chunk. */
  isEnough(chunks: number): boolean;
}

/**
 * Plans one part of a file. A part ends with the last chunk that is complete in it. Wherever the parts end, together
 * they are the plan of the file; only the decimal mark is guessed from the first part alone.
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
