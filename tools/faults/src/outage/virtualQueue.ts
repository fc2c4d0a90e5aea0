import type { ChangeMessageVisibilityBatchCommandInput, Message, SQSClient } from '@aws-sdk/client-sqs';
import type { Queue } from '@orderflow/local/poller/sqsQueue';
import type { VirtualClock } from './virtualClock.ts';

interface Held {
  id: string;
  body: string;
  sentAt: number;
  visibleAt: number;
  receives: number;
  firstReceivedAt: number;
  handle: string;
}

interface Limits {
  visibilitySeconds: number;
  maxReceiveCount: number;
}

/** How often a long poll checks for messages. */
const STEP_MS = 1_000;

/**
 * A standard queue on a virtual clock. A received message is hidden until it is deleted or its visibility timeout
 * ends. After too many receives, it moves to the dead-letter queue.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export class VirtualQueue implements Queue {
  /** Dead letters, with their time. */
  readonly dead: { body: string; at: number }[] = [];
  readonly #clock: VirtualClock;
  readonly #limits: Limits;
  readonly #held = new Map<string, Held>();

  constructor(clock: VirtualClock, limits: Limits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  get size(): number {
    return this.#held.size;
  }

  send(body: string): void {
    const now = this.#clock.now();
    const id = `message-${this.#held.size}-${this.dead.length}-${now}-${Math.random()}`;
    this.#held.set(id, {
      id,
      body,
      sentAt: now,
      visibleAt: now,
      receives: 0,
      firstReceivedAt: now,
      handle: '',
    });
  }

  async receive(max: number, waitSeconds: number): Promise<Message[]> {
    const received = this.#take(max);
    if (received.length > 0) return received;
    // A long poll returns as soon as there is a message.
    for (let left = Math.max(50, waitSeconds * 1000); left > 0 && received.length === 0; left -= STEP_MS) {
      await this.#clock.sleep(Math.min(STEP_MS, left));
      received.push(...this.#take(max));
    }
    return received;
  }

  async delete(messages: readonly Message[]): Promise<Message[]> {
    for (const { MessageId = '', ReceiptHandle } of messages) {
      if (this.#held.get(MessageId)?.handle === ReceiptHandle) this.#held.delete(MessageId);
    }
    return [];
  }

  visibilityTimeoutSeconds = async (): Promise<number> => this.#limits.visibilitySeconds;

  /** A client that can only change visibility timeouts. */
  readonly client = {
    send: async ({ input }: { input: ChangeMessageVisibilityBatchCommandInput }) => {
      for (const { ReceiptHandle, VisibilityTimeout = 0 } of input.Entries ?? []) {
        const held = this.#held.get(String(ReceiptHandle).replace(/#\d+$/, ''));
        if (held && held.handle === ReceiptHandle)
          held.visibleAt = this.#clock.now() + VisibilityTimeout * 1000;
      }
      return {};
    },
  } as unknown as Pick<SQSClient, 'send'>;

  #take(max: number): Message[] {
    const now = this.#clock.now();
    const taken: Message[] = [];
    for (const held of this.#held.values()) {
      if (taken.length === max) break;
      if (held.visibleAt > now) continue;
      if (held.receives === this.#limits.maxReceiveCount) {
        this.#held.delete(held.id);
        this.dead.push({ body: held.body, at: now });
        continue;
      }
      held.receives++;
      if (held.receives === 1) held.firstReceivedAt = now;
      held.handle = `${held.id}#${held.receives}`;
      held.visibleAt = now + this.#limits.visibilitySeconds * 1000;
      taken.push({
        MessageId: held.id,
        ReceiptHandle: held.handle,
        Body: held.body,
        Attributes: {
          ApproximateReceiveCount: String(held.receives),
          SentTimestamp: String(held.sentAt),
          ApproximateFirstReceiveTimestamp: String(held.firstReceivedAt),
          SenderId: 'sns',
        },
      });
    }
    return taken;
  }
}
