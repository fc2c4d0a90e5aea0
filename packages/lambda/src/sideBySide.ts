/** Handles items, `limit` at a time. `handle` must deal with failures itself: if it throws, the whole call rejects. */
export async function sideBySide<T>(
  items: Iterable<T>,
  limit: number,
  handle: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = rest.next(); !next.done; next = rest.next()) await handle(next.value);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
