import { PreambleReader } from '../preamble/preambleReader.ts';
import type { ReadingRules } from '../readingRules.ts';
import { UnusableFileError } from '../unusableFile.ts';
import { ChunkCutter } from './chunkCutter.ts';
import type { Plan, PlanLimits, PlanPart, PlanState } from './plan.ts';

/**
 * Plans how a CSV file is cut into chunks, in one pass over its bytes. Memory does not grow with the file, except for
 * the list of chunks. The same bytes give the same plan, however they are buffered.
 *
 * @throws UnusableFileError when the file cannot be imported; of several faults, it names one.
 */
export async function planFile(
  source: AsyncIterable<Buffer>,
  limits: PlanLimits,
  rules: ReadingRules = {},
): Promise<Plan> {
  const part = await planFilePart(source, limits, rules, { isLast: true, isEnough: () => false });
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
export async function planFilePart(
  source: AsyncIterable<Buffer>,
  limits: PlanLimits,
  rules: ReadingRules,
  { from, isLast, isEnough }: PartOf,
): Promise<PlanPart> {
  const preambleReader = new PreambleReader(rules, limits.maxHeaderBytes);
  let cutter = from && new ChunkCutter(from.head, limits, rules.encoding, from);
  for await (const buffer of source) {
    if (cutter) {
      cutter.push(buffer);
    } else {
      const preamble = preambleReader.push(buffer);
      if (!preamble) continue;
      cutter = new ChunkCutter(preamble, limits, rules.encoding);
      cutter.push(preambleReader.rest);
    }
    if (cutter.chunkCount > 0 && isEnough(cutter.chunkCount)) return cutter.stop();
  }
  if (isLast) return (cutter ?? new ChunkCutter(preambleReader.end(), limits, rules.encoding)).end();
  if (!cutter) throw new UnusableFileError('The file does not begin with a header.');
  return cutter.stop();
}
