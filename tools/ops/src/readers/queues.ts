import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import type { QueueDepth, Resource, Stage } from '../stage/types.ts';

/** The kind of messages in a dead-letter queue, which decides how they are handled. */
export type DlqKind = 'consumer' | 'stream' | 'schedule';

/** A queue as defined in the templates. */
export interface QueueDefinition {
  name: string;
  /** Its name without `orderflow-<stage>-`. */
  shortName: string;
  /** Set on dead-letter queues. */
  dlq?: DlqKind;
  /** The queue to which messages of this dead-letter queue are redriven; absent if there is none. */
  redriveTo?: string;
}

export interface QueueFigures extends QueueDefinition, QueueDepth {
  /** Age of the oldest message in seconds; absent if unknown. */
  oldestSeconds?: number;
}

const nameIn = ({ properties }: Resource) => String(properties['QueueName']);
const nameOfUrl = (queue: unknown) => String(queue).split(/[:/]/).at(-1) ?? '';

/** Every queue of the stage, source queues first; the owner of a DLQ is read from redrive policies. */
export function listQueues(stage: Pick<Stage, 'name' | 'stacks'>): QueueDefinition[] {
  const resources = stage.stacks.flatMap((stack) => stack.resources);
  const ofType = (type: string) => resources.filter((one) => one.type === type);
  const queues = ofType('AWS::SQS::Queue');
  const sourceOf = new Map(queues.flatMap(redrivePair));
  const streams = new Set(ofType('AWS::Lambda::EventSourceMapping').flatMap(onFailure));
  const schedules = new Set(ofType('AWS::Lambda::EventInvokeConfig').flatMap(onFailure));
  const definitions = queues.map((queue): QueueDefinition => {
    const name = nameIn(queue);
    const base = { name, shortName: name.replace(`orderflow-${stage.name}-`, '') };
    const source = sourceOf.get(name);
    if (source) return { ...base, dlq: 'consumer', redriveTo: source };
    if (schedules.has(name)) return { ...base, dlq: 'schedule' };
    return streams.has(name) ? { ...base, dlq: 'stream' } : base;
  });
  return definitions.sort((a, b) => Number(Boolean(a.dlq)) - Number(Boolean(b.dlq)));
}

/** The failure destination of a function. */
function onFailure({ properties }: Resource): string[] {
  const { OnFailure } = (properties['DestinationConfig'] ?? {}) as { OnFailure?: { Destination: string } };
  return OnFailure ? [nameOfUrl(OnFailure.Destination)] : [];
}

/** A DLQ and the queue whose failed messages go there. */
function redrivePair(queue: Resource): [string, string][] {
  const raw = queue.properties['RedrivePolicy'];
  const policy = (typeof raw === 'string' ? JSON.parse(raw) : raw) as
    | { deadLetterTargetArn?: string }
    | undefined;
  return policy?.deadLetterTargetArn ? [[nameOfUrl(policy.deadLetterTargetArn), nameIn(queue)]] : [];
}

/**
 * A queue by its name or short name.
 *
 * @throws Error that lists the existing queues.
 */
export function findQueue(stage: Stage, name: string): QueueDefinition {
  const queues = listQueues(stage);
  const found = queues.find((one) => one.name === name || one.shortName === name);
  if (found) return found;
  throw new Error(`There is no queue "${name}"; there are ${queues.map((one) => one.shortName).join(', ')}`);
}

const urls = new WeakMap<Stage, Map<string, Promise<string>>>();

/** A queue's URL; requested once. */
export function queueUrl(stage: Stage, name: string): Promise<string> {
  const known = urls.get(stage) ?? new Map<string, Promise<string>>();
  urls.set(stage, known);
  const url =
    known.get(name) ??
    stage.clients.sqs.send(new GetQueueUrlCommand({ QueueName: name })).then(({ QueueUrl = '' }) => QueueUrl);
  known.set(name, url);
  return url;
}

/** A queue's ARN. Only SQS knows it: a deployed template names queues by references. */
export async function queueArn(stage: Stage, name: string): Promise<string> {
  const QueueUrl = await queueUrl(stage, name);
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
  const { Attributes = {} } = await stage.clients.sqs.send(command);
  return Attributes['QueueArn'] ?? name;
}

/** Current depth, in-flight count and age of every queue. */
export async function readQueues(stage: Stage): Promise<QueueFigures[]> {
  const depths = await stage.sources.depths?.();
  return Promise.all(
    listQueues(stage).map(async (queue) => {
      const [depth, oldestSeconds] = await Promise.all([
        depths?.get(queue.name) ?? readDepth(stage, queue.name),
        isEmpty(depths?.get(queue.name)) ? 0 : stage.sources.oldestMessage(queue.name),
      ]);
      return { ...queue, ...depth, ...(oldestSeconds === undefined ? {} : { oldestSeconds }) };
    }),
  );
}

const isEmpty = (depth?: QueueDepth): boolean =>
  depth !== undefined && depth.waiting + depth.inFlight + depth.delayed === 0;

async function readDepth(stage: Stage, name: string): Promise<QueueDepth> {
  const command = new GetQueueAttributesCommand({
    QueueUrl: await queueUrl(stage, name),
    AttributeNames: [
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesDelayed',
    ],
  });
  const { Attributes = {} } = await stage.clients.sqs.send(command);
  return {
    waiting: Number(Attributes['ApproximateNumberOfMessages'] ?? 0),
    inFlight: Number(Attributes['ApproximateNumberOfMessagesNotVisible'] ?? 0),
    delayed: Number(Attributes['ApproximateNumberOfMessagesDelayed'] ?? 0),
  };
}
