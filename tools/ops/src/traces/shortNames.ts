/** A function's name without service and stage: `orderflow-orders-local-reserveStock` becomes reserveStock. */
export const shortName = (source: string): string =>
  source.replace(/^orderflow-[a-z0-9]+-[\w-]+-(?=\w+$)/, '');

/** A span's name with the short names of this copy's tables and queues: `orderflow-local-orders` becomes orders. */
export const shortSpan = (name: string): string => name.replaceAll('orderflow-local-', '');
