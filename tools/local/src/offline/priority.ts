/** A function as serverless.yml has it, as far as its priority goes. */
interface Prioritised {
  events?: readonly Record<string, unknown>[];
  tags?: Readonly<Record<string, string>>;
}

/** What works in the background. */
export const NICE = 10;
/** What works for imports, by the tag `lane`: people are not to wait for it, and an import not for what becomes of its orders. */
const LANES: Readonly<Record<string, number>> = { imports: 15, 'imported-orders': 19 };

/**
 * On AWS a function has its own share of a processor; here all share a few cores, and a batch of a queue would keep whoever
 * asks over HTTP waiting. So a function without HTTP yields to those with it, and one that works for imports to both.
 */
export function nicenessOf({ events = [], tags = {} }: Prioritised): number {
  if (events.some((event) => 'httpApi' in event)) return 0;
  return LANES[tags['lane'] ?? ''] ?? NICE;
}

/**
 * What the AWS SDK of what yields calls itself, as an application: its requests to the database yield, too.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html
 */
export const appIdOf = (niceness: number): string => `orderflow-nice-${niceness}`;

const APP_ID = /^user-agent:.*\bapp\/orderflow-nice-(\d+)/im;

/** How far a request gives way to others, by its head. */
export const nicenessIn = (head: string): number => Number(APP_ID.exec(head)?.[1] ?? 0);
