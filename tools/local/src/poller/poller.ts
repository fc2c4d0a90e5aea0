import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { servicesOf } from '@orderflow/stacks/find';
import type { Stack } from '@orderflow/stacks/template';
import { withoutSdkLog } from '@orderflow/tracing';
import { listenForActivity, MARKER_AGENT } from '../activity.ts';
import { kinesisClient } from '../engines/kinesisClient.ts';
import { answerWithinMs, lambdaClient } from '../lambda.ts';
import { credentials, region, type Settings, servicePorts } from '../settings.ts';
import { Checkpoints } from './checkpoints.ts';
import { systemClock } from './clock.ts';
import { dynamoDbStream } from './dynamodbStream.ts';
import { createInvoker, type Invoke } from './invoke.ts';
import { kinesisStream } from './kinesisStream.ts';
import type { Log } from './log.ts';
import { isKinesis, type Mapping, readMapping } from './mapping.ts';
import { pollQueue } from './queueSource.ts';
import { RawStreamsClient } from './rawStreamsClient.ts';
import type { ShardStream } from './shardStream.ts';
import { sharedPages } from './sharedPages.ts';
import { queueUrl, sqsQueue } from './sqsQueue.ts';
import { consumeStream } from './streamSource.ts';

export interface Poller {
  /** Stops polling and resolves when the running invocations are over and the checkpoints are on disk. */
  stop(): Promise<void>;
}

/**
 * Plays every enabled event source mapping of the stacks.
 *
 * @param stacks all stacks, services by folder name
 * @param change changes a mapping of the templates or its invoker, e.g. to measure it
 * @param options.hears true if the engines announce writes in this copy's folder: idle streams are then polled less often
 * @throws Error naming the mapping that cannot be played; nothing is polled then
 */
export async function startPoller(
  settings: Settings,
  stacks: readonly Stack[],
  log: Log,
  change: (planned: PlannedMapping) => PlannedMapping = (planned) => planned,
  options: { hears?: boolean } = {},
): Promise<Poller> {
  const checkpoints = await Checkpoints.load(join(settings.stateDir, 'checkpoints.json'));
  const stop = new AbortController();
  const clients = createClients(settings);
  const sendFailure = async (arn: string, message: Record<string, unknown>) => {
    const QueueUrl = queueUrl(settings.endpoints.sqs, arn);
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
  };
  const common = { clock: systemClock, log, signal: stop.signal, checkpoints, sendFailure };
  const activity = options.hears ? listenForActivity(settings.stateDir) : undefined;

  const streams = new Map<string, ShardStream>();
  const streamOf = (arn: string): ShardStream => {
    const stream =
      streams.get(arn) ??
      sharedPages(
        isKinesis(arn)
          ? kinesisStream(clients.kinesis, arn)
          : dynamoDbStream(clients.dynamodb, clients.streams, arn),
      );
    streams.set(arn, stream);
    return stream;
  };

  const play = ({ mapping, invoke }: PlannedMapping) => {
    if (mapping.kind === 'queue') {
      const queue = sqsQueue(clients.sqs, queueUrl(settings.endpoints.sqs, mapping.sourceArn));
      return pollQueue({ ...common, mapping, queue, invoke });
    }
    const stream = streamOf(mapping.sourceArn);
    return consumeStream({ ...common, mapping, stream, invoke, ...(activity && { activity }) });
  };
  const running = planMappings(settings, stacks).map(change).map(play);
  return {
    async stop() {
      stop.abort();
      await Promise.all(running);
      activity?.close();
      await checkpoints.flush();
    },
  };
}

/** A mapping, and how its function is invoked. */
export interface PlannedMapping {
  mapping: Mapping;
  invoke: Invoke;
}

function planMappings(settings: Settings, stacks: readonly Stack[]): PlannedMapping[] {
  const services = servicesOf(stacks);
  return services.flatMap(({ resources }, index) => {
    const lambda = lambdaClient(`http://127.0.0.1:${servicePorts(settings, index).lambda}`);
    const mappings = resources
      .filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping')
      .map(readMapping);
    return mappings.flatMap((mapping) => {
      if (!mapping) return [];
      const fn = resources.find(({ properties }) => properties['FunctionName'] === mapping.functionName);
      const invoke = createInvoker(lambda, mapping.functionName, answerWithinMs(fn?.properties));
      return [{ mapping, invoke }];
    });
  });
}

function createClients(settings: Settings) {
  const { dynamodb, sqs, kinesis } = settings.endpoints;
  const common = { region, credentials };
  return {
    // This client only looks up a table's stream, and writes its markers.
    dynamodb: new DynamoDBClient({ ...common, endpoint: dynamodb, customUserAgent: MARKER_AGENT }),
    streams: new RawStreamsClient({ ...common, endpoint: dynamodb }),
    sqs: withoutSdkLog(new SQSClient({ ...common, endpoint: sqs, useQueueUrlAsEndpoint: false })),
    kinesis: kinesisClient(kinesis),
  };
}
