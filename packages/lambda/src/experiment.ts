import type { ExperimentBucket } from '@orderflow/validation';

/** The variant of the experiment that the edge assigned to a request's sender; none without the edge. */
export function experimentBucket(headers: Record<string, string | undefined>): ExperimentBucket | undefined {
  const bucket = headers['x-experiment-bucket'];
  return bucket === 'A' || bucket === 'B' ? bucket : undefined;
}
