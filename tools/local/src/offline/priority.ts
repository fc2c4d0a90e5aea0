/** The part of a function in serverless.yml that decides its priority. */
interface Prioritised {
  events?: readonly Record<string, unknown>[];
  tags?: Readonly<Record<string, string>>;
}

/** Niceness of background functions. */
export const NICE = 10;
/**
 * Niceness of functions that work for imports, by the tag `lane`. People must not wait for imports, and an import must not
 * wait for the processing of its orders.
 */
const LANES: Readonly<Record<string, number>> = { imports: 15, 'imported-orders': 19 };

/**
 * On AWS, each function has its own share of a processor. Here all functions share a few cores, and a batch of a queue
 * would delay HTTP requests. So functions without HTTP yield to those with HTTP, and functions of imports yield to both.
 */
export function nicenessOf({ events = [], tags = {} }: Prioritised): number {
  if (events.some((event) => 'httpApi' in event)) return 0;
  return LANES[tags['lane'] ?? ''] ?? NICE;
}

/**
 * Application id for the AWS SDK of a background function, so that its requests to the database yield, too.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html
 */
export const appIdOf = (niceness: number): string => `orderflow-nice-${niceness}`;

const APP_ID = /^user-agent:.*\bapp\/orderflow-nice-(\d+)/im;

/** How far a request yields to others, by its head. */
export const nicenessIn = (head: string): number => Number(APP_ID.exec(head)?.[1] ?? 0);
