/** As `nice` gives without being asked. */
const NICE = 10;

/**
 * On AWS a function has its own share of a processor; here all share a few cores, and a batch of a queue would keep whoever
 * asks over HTTP waiting. So a function without HTTP yields to those with it.
 *
 * @param events of the function in serverless.yml
 */
export const nicenessOf = (events: readonly Record<string, unknown>[] = []): number =>
  events.some((event) => 'httpApi' in event) ? 0 : NICE;
