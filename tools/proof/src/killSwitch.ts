import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { documented } from '@orderflow/docs/documented';
import { ACCOUNT } from './calls/call.ts';
import { aws, command, expectSaid } from './command.ts';

const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });

const WITHIN_MS = 30_000;

/**
 * Pauses a consumer as in docs/deploying.md, and sends one message each to it and to another consumer. The other
 * consumer takes its message, the paused one's stays in the queue. Meanwhile, `pnpm ops status` must report the
 * switch. Then the consumer is resumed.
 *
 * @param deploy deploys the stage again; this must not resume the consumer, and must report that it is off
 */
export async function pauseConsumer(stage: string, deploy: () => Promise<string>): Promise<string> {
  const [UUID = ''] = JSON.parse(
    await aws(
      documented(
        "aws lambda list-event-source-mappings --function-name orderflow-orders-prod-reserveStock --query 'EventSourceMappings[].UUID'",
        { prod: stage },
      ),
    ),
  );
  const inventory = queue(`orderflow-${stage}-inventory`);
  const signup = queue(`orderflow-${stage}-signup`);

  await aws(documented('aws lambda update-event-source-mapping --uuid UUID --no-enabled', { UUID }));
  await inventory.send();
  await signup.send();
  await until('the consumer that runs takes its message', async () => (await signup.waiting()) === 0);
  const off = /reserveStock takes nothing from .*inventory: its event source mapping is off/;
  expectSaid(await command(documented('pnpm ops status --stage NAME', { NAME: stage })), off);
  const deployed = await deploy();
  expectSaid(deployed, off, /nobody hears the alarms/);
  if ((await inventory.waiting()) !== 1) throw new Error('the consumer that is paused took a message');

  await aws(documented('aws lambda update-event-source-mapping --uuid UUID --enabled', { UUID }));
  await until('the consumer goes on', async () => (await inventory.waiting()) === 0);
  return 'a deployment meanwhile left it off and said so';
}

/**
 * Sets the concurrency of a route's function to 0 and removes that limit again, as in docs/deploying.md.
 *
 * @param call sends a request to `placeOrder` and returns the status
 */
export async function refuseRoute(stage: string, call: () => Promise<number>): Promise<string> {
  await aws(
    documented(
      'aws lambda put-function-concurrency --function-name orderflow-orders-prod-placeOrder --reserved-concurrent-executions 0',
      { prod: stage },
    ),
  );
  const refused = await call();
  expectSaid(
    await command(documented('pnpm ops status --stage NAME', { NAME: stage })),
    /placeOrder refuses every call/,
  );
  if (refused < 429) throw new Error(`a route without concurrency answers ${refused}`);
  await aws(
    documented('aws lambda delete-function-concurrency --function-name orderflow-orders-prod-placeOrder', {
      prod: stage,
    }),
  );
  const answered = await call();
  if (answered >= 429) throw new Error(`a route that has its concurrency back answers ${answered}`);
  return `${refused}, then ${answered}`;
}

/** The source of `publishEvents`: the mapping to pause when a table's events must stop. */
export async function tableStream(stage: string): Promise<undefined> {
  const { EventSourceMappings } = JSON.parse(
    await aws(
      documented(
        'aws lambda list-event-source-mappings --function-name orderflow-orders-prod-publishEvents',
        {
          prod: stage,
        },
      ),
    ),
  );
  const [{ EventSourceArn = '' } = {}] = EventSourceMappings;
  if (!/table\/.*\/stream\//.test(EventSourceArn)) throw new Error(`it is fed by ${EventSourceArn}`);
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
