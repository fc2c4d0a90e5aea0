import {
  DescribeRuleCommand,
  EventBridgeClient,
  ResourceNotFoundException as RuleNotFound,
} from '@aws-sdk/client-eventbridge';
import {
  GetFunctionCommand,
  LambdaClient,
  paginateListEventSourceMappings,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import type { Notice, Stack } from '../stage/types.ts';
import { type Receiver, unheardAlarms } from './receivers.ts';
import {
  changedConcurrency,
  type FunctionConcurrency,
  type Mapping,
  pausedMappings,
  stoppedSchedules,
} from './switches.ts';

/** Problems of a deployed stage that its alarms do not show: kill switches that are off, alarms without a receiver. */
export async function awsNotices(stacks: readonly Stack[]): Promise<Notice[]> {
  const looks = [
    readReceivers(stacks).then((receivers) => (receivers ? unheardAlarms(receivers) : [])),
    readMappings().then((mappings) => pausedMappings(stacks, mappings)),
    readFunctions(stacks).then((functions) => changedConcurrency(stacks, functions)),
    readSchedules(stacks).then((schedules) => stoppedSchedules(stacks, schedules)),
  ];
  return (await Promise.all(looks.map((look) => look.catch(unseen)))).flat();
}

/** A caller without permission gets a notice, and sees the rest. */
const unseen = (error: unknown): Notice[] => {
  const text = `something was not looked at: ${error instanceof Error ? error.message : error}`;
  return [{ text, remedy: 'the managed policy ReadOnlyAccess allows all that is read here' }];
};

const physicalIds = (stacks: readonly Stack[], type: string) =>
  stacks
    .flatMap(({ resources }) => resources)
    .filter((one) => one.type === type)
    .flatMap(({ physicalId }) => physicalId ?? []);

async function readMappings(): Promise<Mapping[]> {
  const found: Mapping[] = [];
  const pages = paginateListEventSourceMappings({ client: new LambdaClient({}) }, {});
  for await (const { EventSourceMappings = [] } of pages) {
    found.push(...EventSourceMappings.map(({ UUID = '', State = '' }) => ({ uuid: UUID, state: State })));
  }
  return found;
}

async function readFunctions(stacks: readonly Stack[]): Promise<FunctionConcurrency[]> {
  // An account may call GetFunction 100 times a second, but GetFunctionConcurrency and similar calls 15 times
  // together.
  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#api-requests
  const lambda = new LambdaClient({});
  const read = async (FunctionName: string) => {
    const { Concurrency } = await lambda.send(new GetFunctionCommand({ FunctionName }));
    const reserved = Concurrency?.ReservedConcurrentExecutions;
    return [{ name: FunctionName, ...(reserved === undefined ? {} : { reserved }) }];
  };
  const names = physicalIds(stacks, 'AWS::Lambda::Function');
  return (await Promise.all(names.map((one) => read(one).catch(gone(ResourceNotFoundException))))).flat();
}

async function readSchedules(stacks: readonly Stack[]): Promise<Map<string, string>> {
  const events = new EventBridgeClient({});
  const read = async (Name: string): Promise<[string, string][]> => {
    const { State = '' } = await events.send(new DescribeRuleCommand({ Name }));
    return [[Name, State]];
  };
  const names = physicalIds(stacks, 'AWS::Events::Rule');
  return new Map((await Promise.all(names.map((one) => read(one).catch(gone(RuleNotFound))))).flat());
}

/** undefined if the stage has no alarm topic because it has no base stack. */
async function readReceivers(stacks: readonly Stack[]): Promise<Receiver[] | undefined> {
  const topics = stacks.flatMap(({ resources }) =>
    resources.filter(({ type, logicalId }) => type === 'AWS::SNS::Topic' && logicalId === 'AlarmTopic'),
  );
  const TopicArn = topics[0]?.physicalId;
  if (!TopicArn) return undefined;
  const found: Receiver[] = [];
  const pages = paginateListSubscriptionsByTopic({ client: new SNSClient({}) }, { TopicArn });
  for await (const { Subscriptions = [] } of pages) {
    found.push(
      ...Subscriptions.map(({ Protocol = '', Endpoint = '', SubscriptionArn = '' }) => ({
        protocol: Protocol,
        endpoint: Endpoint,
        subscriptionArn: SubscriptionArn,
      })),
    );
  }
  return found;
}

/** Returns nothing for a resource that was deleted in the meantime. */
const gone = (kind: new (...args: never[]) => Error) => (error: unknown) => {
  if (error instanceof kind) return [];
  throw error;
};
