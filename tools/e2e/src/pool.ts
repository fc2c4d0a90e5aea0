/** Runs `count` jobs, `width` at a time; results in the order of the jobs. */
export async function inParallel<T>(
  count: number,
  width: number,
  job: (index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = new Array(count);
  const indexes = Array.from({ length: count }, (_, index) => index).values();
  const worker = async () => {
    for (const index of indexes) results[index] = await job(index);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
