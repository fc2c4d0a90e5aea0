/** A function's name without service and stage: `orderflow-orders-local-reserveStock` is reserveStock. */
export const shortName = (source: string): string =>
  source.replace(/^orderflow-[a-z0-9]+-[\w-]+-(?=\w+$)/, '');

/** What a span is called, with the tables and queues of this copy as people call them: `orderflow-local-orders` is orders. */
export const shortSpan = (name: string): string => name.replaceAll('orderflow-local-', '');
