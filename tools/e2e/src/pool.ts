import pLimit from 'p-limit';

/** Runs `count` jobs, `width` at a time; results are in the order of the jobs. */
export const inParallel = <T>(
  count: number,
  width: number,
  job: (index: number) => Promise<T>,
): Promise<T[]> => pLimit(width).map(Array(count).keys(), job);
