/**
 * Handles items as they come, up to `limit` at a time. It takes the next item from the source only when there is room.
 * After a failure it begins no further item, and waits for those in flight.
 *
 * @throws the first error of `handle` or of the source.
 */
export async function concurrently<T>(
  items: AsyncIterable<T>,
  limit: number,
  handle: (item: T) => Promise<void>,
): Promise<void> {
  const source = items[Symbol.asyncIterator]();
  const errors: unknown[] = [];
  const worker = async () => {
    while (errors.length === 0) {
      const { done, value } = await source.next();
      if (done) return;
      await handle(value);
    }
  };
  const fail = (error: unknown) => void errors.push(error);
  await Promise.all(Array.from({ length: limit }, () => worker().catch(fail)));
  if (errors.length > 0) throw errors[0];
}
