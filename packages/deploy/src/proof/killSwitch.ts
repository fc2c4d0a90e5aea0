import { setTimeout as sleep } from 'node:timers/promises';
import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ACCOUNT } from './calls/call.ts';

const lambda = new LambdaClient({});
const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });

const WITHIN_MS = 30_000;

/**
 * Pauses a consumer as docs/deploying.md says, sends it and another one a message each, and lets it go on: while the
 * other takes its message, the paused one's waits.
 */
export async function killSwitch(stage: string): Promise<undefined> {
  const { EventSourceMappings = [] } = await lambda.send(
    new ListEventSourceMappingsCommand({ FunctionName: `orderflow-orders-${stage}-countOrders` }),
  );
  const [{ UUID } = {}] = EventSourceMappings;
  const analytics = queue(`orderflow-${stage}-analytics`);
  const signup = queue(`orderflow-${stage}-signup`);

  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  await analytics.send();
  await signup.send();
  await until('the consumer that runs takes its message', async () => (await signup.waiting()) === 0);
  if ((await analytics.waiting()) !== 1) throw new Error('the consumer that is paused took a message');

  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
  await until('the consumer goes on', async () => (await analytics.waiting()) === 0);
  return undefined;
}

function queue(name: string) {
  const QueueUrl = `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/${name}`;
  return {
    send: () => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'nothing that it can read' })),
    async waiting() {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
      );
      return Number(Attributes?.['ApproximateNumberOfMessages']);
    },
  };
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`within ${WITHIN_MS / 1000} s it did not happen that ${what}`);
    await sleep(200);
  }
}
