import type { Resource, Stack } from '@orderflow/stacks/template';
import { answerWithinMs } from '../lambda.ts';
import { refuseUnknown } from '../poller/properties.ts';
import { accountId, region } from '../settings.ts';
import { type NextTime, readExpression } from './expression.ts';

/** A rule that invokes a function at certain times. */
export interface Schedule {
  /** ARN of the rule. */
  arn: string;
  enabled: boolean;
  next: NextTime;
  functionName: string;
  /** How long to wait for the function. */
  answerWithinMs: number;
  /** Passed to the function in place of the event. */
  input?: unknown;
  failures: FailureHandling;
}

/** How Lambda handles a failed asynchronous invocation. */
export interface FailureHandling {
  retries: number;
  maximumAgeMs: number;
  onFailureQueueArn?: string;
}

const RETRIES = 2;
const MAXIMUM_AGE_SECONDS = 21_600;

type Properties = Record<string, unknown>;

/**
 * The schedules of a service: its rules with a ScheduleExpression, each with the failure handling of its function.
 *
 * @param start the time from which rates count
 * @throws Error naming the rule that cannot be played
 */
export function readSchedules({ resources }: Pick<Stack, 'resources'>, start: Date): Schedule[] {
  return resources.filter(({ type }) => type === 'AWS::Events::Rule').map(read);

  function read({ logicalId, properties }: Resource): Schedule {
    try {
      const expression = String(properties['ScheduleExpression']);
      const target = targetOf(properties);
      const functionName = String(target['Arn']).split(':').at(6) ?? '';
      return {
        arn: ruleArn(properties, logicalId),
        enabled: properties['State'] !== 'DISABLED',
        next: readExpression(expression, start),
        functionName,
        answerWithinMs: waitFor(functionName),
        ...(target['Input'] === undefined ? {} : { input: JSON.parse(String(target['Input'])) }),
        failures: failuresOf(functionName),
      };
    } catch (error) {
      throw new Error(`${logicalId}: ${(error as Error).message}`, { cause: error });
    }
  }

  function waitFor(functionName: string): number {
    const found = resources.find(
      ({ type, properties }) =>
        type === 'AWS::Lambda::Function' && properties['FunctionName'] === functionName,
    );
    if (!found) throw new Error(`its target is no function of this stack: ${functionName}`);
    return answerWithinMs(found.properties);
  }

  function failuresOf(functionName: string): FailureHandling {
    const config = resources.find(
      ({ type, properties }) =>
        type === 'AWS::Lambda::EventInvokeConfig' && properties['FunctionName'] === functionName,
    )?.properties;
    const destinations = config?.['DestinationConfig'] as { OnFailure?: { Destination: string } } | undefined;
    const queue = destinations?.OnFailure?.Destination;
    if (queue && !queue.startsWith('arn:aws:sqs:')) {
      throw new Error(`the on-failure destination must be an SQS queue, not ${queue}`);
    }
    return {
      retries: Number(config?.['MaximumRetryAttempts'] ?? RETRIES),
      maximumAgeMs: Number(config?.['MaximumEventAgeInSeconds'] ?? MAXIMUM_AGE_SECONDS) * 1000,
      ...(queue ? { onFailureQueueArn: queue } : {}),
    };
  }
}

function targetOf({ Targets = [] }: Properties): Properties {
  const [target, ...others] = Targets as Properties[];
  if (!target || others.length > 0) throw new Error('a rule has one target here');
  refuseUnknown(target, ['Arn', 'Id', 'Input'], 'a rule');
  return target;
}

/** Without a name, CloudFormation generates one. */
const ruleArn = ({ Name }: Properties, logicalId: string) =>
  `arn:aws:events:${region}:${accountId}:rule/${Name ?? logicalId}`;
