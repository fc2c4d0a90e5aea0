import { HttpProblem } from './problem.ts';

/** SES's refusals by name of the fault: status, error and text as in SES's answer. */
const FAULTS = {
  rate: [429, 'TooManyRequestsException', 'Maximum sending rate exceeded'],
  quota: [400, 'LimitExceededException', 'Daily message quota exceeded'],
  sender: [400, 'MessageRejected', unverified('FROM')],
  recipient: [400, 'MessageRejected', unverified('TO')],
  paused: [400, 'SendingPausedException', 'Sending is paused for this account'],
  suspended: [400, 'AccountSuspendedException', 'The account is suspended'],
  content: [400, 'MessageRejected', 'Invalid content'],
  unavailable: [503, 'ServiceUnavailable', 'Try again later'],
} as const;
type Fault = keyof typeof FAULTS;

/** @see https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html */
function unverified(identity: string): string {
  return `Email address is not verified. The following identities failed the check in region US-EAST-1: ${identity}`;
}

/** A fault that the mailbox is told to play. */
interface Order {
  fault: Fault;
  /** Part of the recipient's address; an empty text matches all. */
  match: string;
  /** Mails that are still to be refused. */
  times: number;
}

interface Sending {
  from: string;
  to: string;
}

/** Makes the mailbox refuse mails as SES does: by a fault that was ordered, or above a given sending rate. */
export class MailFaults {
  readonly #now: () => number;
  #orders: Order[] = [];
  #perSecond = Number.POSITIVE_INFINITY;
  /** Times at which the mails of the last second were taken. */
  #taken: number[] = [];

  constructor(now = Date.now) {
    this.#now = now;
  }

  /**
   * @param body `{"fault": "rate", "match"?: "ada@", "times"?: 3}` or `{"perSecond": 14}`
   * @throws HttpProblem 400
   */
  order(body: string): void {
    const { fault, match = '', times = Number.POSITIVE_INFINITY, perSecond } = parse(body);
    if (typeof perSecond === 'number' && perSecond > 0) {
      this.#perSecond = perSecond;
      return;
    }
    if (!isFault(fault) || typeof match !== 'string' || typeof times !== 'number') throw wrong();
    this.#orders.push({ fault, match, times });
  }

  clear(): void {
    this.#orders = [];
    this.#perSecond = Number.POSITIVE_INFINITY;
  }

  /** @throws HttpProblem in the form that SDKs read, when the mail is refused */
  check({ from, to }: Sending): void {
    const order = this.#orders.find(({ match, times }) => times > 0 && to.includes(match));
    if (order) {
      order.times--;
      throw refusal(order.fault, { from, to });
    }
    const now = this.#now();
    this.#taken = this.#taken.filter((at) => now - at < 1_000);
    if (this.#taken.length >= this.#perSecond) throw refusal('rate', { from, to });
    this.#taken.push(now);
  }
}

const isFault = (name: unknown): name is Fault => typeof name === 'string' && Object.hasOwn(FAULTS, name);

function refusal(fault: Fault, { from, to }: Sending): HttpProblem {
  const [status, name, text] = FAULTS[fault];
  const message = text.replace('FROM', from).replace('TO', to);
  return new HttpProblem(status, message, { 'x-amzn-errortype': name }, { message });
}

function parse(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body));
  } catch {
    throw wrong();
  }
}

const wrong = () =>
  new HttpProblem(
    400,
    `Send {"fault", "match"?, "times"?} with a fault of ${Object.keys(FAULTS).join(', ')}, or {"perSecond"}`,
  );
