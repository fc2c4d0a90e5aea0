import * as validators from '@orderflow/validation';
import type { Outcome } from '../platform/invoke.ts';
import { FunctionProcess } from '../seam/functionProcess.ts';
import type { Stage } from '../sweep/scenario.ts';
import { LISTENER } from '../world/world.ts';

/** The effect of hostile input on later readers. */
export interface Through {
  /** Number of invocations with data that was left in streams and queues. */
  invocations: number;
  /** Number of published events that were checked with their consumers' validators. */
  events: number;
  /** Failures, in words. */
  broken: string[];
}

type Validator = (value: unknown) => boolean;

/** The validator of each type of event: `order.created.v1` is read by isOrderCreatedEvent. */
const validatorOf = (type: string): Validator | undefined => {
  const name = type
    .split('.')
    .slice(0, -1)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return (validators as unknown as Record<string, Validator>)[`is${name}Event`];
};

/** Several rounds are needed: functions that publish events run before the consumers of these events. */
const MAX_ROUNDS = 10;

/**
 * Delivers what hostile input has left in streams and queues to the functions that read it, until nothing is left.
 * Accepted input must do no harm: no function may fail, no message may end in a dead-letter queue, and every
 * published event must be readable by its consumers.
 */
export async function readBack({ platform, world }: Stage): Promise<Through> {
  const through: Through = { invocations: 0, events: 0, broken: [] };
  platform.spawn = () => new FunctionProcess();
  platform.onInvocation = (name, _process, outcome) => note(through, name, outcome);
  try {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      let busy = await world.outside.settled();
      for (const { name, sources } of platform.catalog) {
        for (const { kind } of sources) {
          if (kind === 'stream') busy = (await platform.drainStream(name)) || busy;
          if (kind === 'queue') while (await platform.deliverBatch(name)) busy = true;
        }
      }
      if (!busy) break;
    }
  } catch (error) {
    through.broken.push(`something is stuck: ${(error as Error).message}`);
  }
  platform.onInvocation = () => {};
  const { queues } = await world.take();
  for (const [queue, messages] of Object.entries(queues)) {
    if (queue === LISTENER) for (const message of messages) readEvent(through, message);
    else
      through.broken.push(`${queue} has ${messages.length} messages, such as ${messages[0]?.slice(0, 300)}`);
  }
  return { ...through, broken: [...new Set(through.broken)].slice(0, 20) };
}

function note(through: Through, name: string, outcome: Outcome): void {
  const { broken } = through;
  through.invocations++;
  if (outcome.kind === 'threw') broken.push(`${name} threw ${outcome.error}`);
  else if (outcome.kind !== 'answered') broken.push(`${name}: ${outcome.kind}`);
  else if (failuresIn(outcome.value) > 0) broken.push(`${name} failed on what it read`);
}

const failuresIn = (value: unknown): number =>
  (value as { batchItemFailures?: unknown[] } | undefined)?.batchItemFailures?.length ?? 0;

function readEvent(through: Through, message: string): void {
  const event = JSON.parse(message) as { type: string };
  through.events++;
  if (validatorOf(event.type)?.(event)) return;
  through.broken.push(`no consumer can read ${message.slice(0, 300)}`);
}
