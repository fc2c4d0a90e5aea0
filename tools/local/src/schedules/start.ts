import type { LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { servicesOf } from '@orderflow/stacks/find';
import type { Stack } from '@orderflow/stacks/template';
import { lambdaClient } from '../lambda.ts';
import { createEventInvoker } from '../poller/invoke.ts';
import type { Log } from '../poller/log.ts';
import { queueUrl } from '../poller/sqsQueue.ts';
import { credentials, region, type Settings, servicePorts } from '../settings.ts';
import { readSchedules } from './schedule.ts';
import { Scheduler } from './scheduler.ts';

/**
 * The scheduler of a copy, not started yet.
 *
 * @param stacks all stacks, services by folder name
 * @throws Error naming the rule that cannot be played
 */
export function createScheduler(settings: Settings, stacks: readonly Stack[], log: Log): Scheduler {
  const services = servicesOf(stacks);
  const start = new Date();
  const owned = services.flatMap((stack, index) => {
    const client = lambdaClient(`http://127.0.0.1:${servicePorts(settings, index).lambda}`);
    return readSchedules(stack, start).map((schedule) => ({ schedule, client }));
  });
  const clients = new Map(owned.map(({ schedule, client }) => [schedule, client]));
  const sqs = new SQSClient({
    region,
    credentials,
    endpoint: settings.endpoints.sqs,
    useQueueUrlAsEndpoint: false,
  });
  return new Scheduler(
    owned.map(({ schedule }) => schedule),
    {
      invoker: (schedule) =>
        createEventInvoker(
          clients.get(schedule) as LambdaClient,
          schedule.functionName,
          schedule.answerWithinMs,
        ),
      sendFailure: async (arn, message) => {
        const QueueUrl = queueUrl(settings.endpoints.sqs, arn);
        await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
      },
      log,
    },
  );
}
