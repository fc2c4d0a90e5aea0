import { ApiError, invalid } from './apiError.ts';

/**
 * The faults that can be ordered. Faults of calls happen before their effect, instead of it, or after it; the others
 * are of webhooks.
 */
export const FAULTS = {
  declined: 'the bank refuses the card',
  'needs-action': 'the bank wants the buyer to do something first',
  'rate-limited': '429 before the effect',
  unavailable: '503 before the effect',
  slow: 'the answer waits (`ms`, 5,000) after the effect',
  'dead-after-effect': '500 after the effect, also to whoever repeats it under the same key',
  'lost-answer': 'the connection breaks after the effect',
  'webhook-twice': 'the event is delivered twice',
  'webhook-late': 'the event is delivered later (`ms`, 5,000)',
  'webhook-out-of-order': 'the event is delivered after the next one of its intent',
  'webhook-never': 'the event is not delivered at all',
} as const;

export type Fault = keyof typeof FAULTS;

/** Aliases of the faults. */
const ALIASES: Record<string, Fault> = {
  decline: 'declined',
  'requires-action': 'needs-action',
  '429': 'rate-limited',
  rate: 'rate-limited',
  '503': 'unavailable',
  down: 'unavailable',
  dead: 'dead-after-effect',
  '500': 'dead-after-effect',
  lost: 'lost-answer',
  twice: 'webhook-twice',
  late: 'webhook-late',
  'out-of-order': 'webhook-out-of-order',
  never: 'webhook-never',
};

interface Order {
  fault: Fault;
  match: string;
  times: number;
  ms: number;
}

const DELAY_MS = 5_000;
const MAX_DELAY_MS = 600_000;

/** The ordered faults that have not all happened yet. */
export class Faults {
  #orders: Order[] = [];

  /**
   * @param order `{fault, match?, times?, ms?}`: `match` is a text in the method, path, order id, intent, payment
   *   method or type of event (without it, everything matches); the fault happens `times` times (1)
   * @throws ApiError 400
   */
  order(order: unknown): void {
    const { fault, match = '', times = 1, ms = DELAY_MS } = Object(order) as Record<string, unknown>;
    const name = faultNamed(fault);
    const isValid =
      name &&
      typeof match === 'string' &&
      typeof times === 'number' &&
      times > 0 &&
      typeof ms === 'number' &&
      ms >= 0 &&
      ms <= MAX_DELAY_MS;
    if (!isValid) {
      throw invalid(
        `Send {"fault", "match"?, "times"?, "ms"?} with a fault of ${Object.keys(FAULTS).join(', ')}`,
      );
    }
    this.#orders.push({ fault: name, match, times, ms });
  }

  /** The pending faults. */
  list(): readonly Readonly<Order>[] {
    return this.#orders;
  }

  clear(): void {
    this.#orders = [];
  }

  /** Takes the first of these faults that was ordered for this text, with its delay; undefined if there is none. */
  take(text: string, ...faults: Fault[]): { fault: Fault; ms: number } | undefined {
    const order = this.#orders.find(({ fault, match }) => faults.includes(fault) && text.includes(match));
    if (!order) return undefined;
    order.times--;
    if (order.times <= 0) this.#orders = this.#orders.filter((one) => one !== order);
    return order;
  }
}

function faultNamed(name: unknown): Fault | undefined {
  const plain = String(name).trim().toLowerCase().replaceAll(/[ _]+/g, '-');
  const known = Object.hasOwn(ALIASES, plain) ? ALIASES[plain] : plain;
  return Object.hasOwn(FAULTS, known as string) ? (known as Fault) : undefined;
}

export const refusalBeforeEffect = (fault: Fault): ApiError =>
  fault === 'rate-limited'
    ? new ApiError(429, 'invalid_request_error', 'Too many requests hit the API too quickly.', {
        code: 'rate_limit',
      })
    : new ApiError(503, 'api_error', 'The service is not available; try again later.');
