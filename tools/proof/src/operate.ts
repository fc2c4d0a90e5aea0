import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { documented } from '@orderflow/docs/documented';
import { command } from './command.ts';

interface Import {
  status: string;
  rows: { created: number };
  correlationId: string;
}
interface Execution {
  steps: { name: string }[];
}
interface Redriven {
  moved: string[];
  bySqs?: object;
}
interface Status {
  queues: { shortName: string }[];
  alarms: { name: string }[];
}

/** Checks that `pnpm ops … --stage NAME` shows what the end-to-end suite did on the stage. */
export async function operate(stage: string): Promise<string> {
  const ops = async <T>(line: string): Promise<T> => {
    const said = await command(line, { args: ['--stage', stage, '--json'], shown: false });
    // pnpm prints its own lines around the JSON.
    return JSON.parse(/^[[{].*$/m.exec(said)?.[0] ?? said) as T;
  };
  const check = (what: string, holds: boolean) => {
    if (!holds) throw new Error(`pnpm ops shows no ${what}`);
  };

  const { queues, alarms } = await ops<Status>(documented('pnpm ops status'));
  check(
    'dead-letter queue',
    queues.some(({ shortName }) => shortName === 'inventory-dlq'),
  );
  check(
    'alarm',
    alarms.some(({ name }) => name === `orderflow-${stage}-inventory-dlq-depth`),
  );

  const imports = await ops<Import[]>(documented('pnpm ops imports'));
  const done = imports.find(({ status, rows }) => status === 'COMPLETED' && rows.created > 0);
  check('import that is done', done !== undefined);

  const executions = await ops<Execution[]>(documented('pnpm ops executions'));
  check(
    'execution with its steps',
    executions.some(({ steps }) => steps.length > 0),
  );

  const CORRELATION_ID = String(done?.correlationId);
  const asked = documented('pnpm ops trace CORRELATION_ID', { CORRELATION_ID });
  const { lines } = await ops<{ lines: object[] }>(asked);
  check('log line of that import', lines.length > 0);

  await sendTo(`orderflow-${stage}-analytics-dlq`);
  const redriven = await ops<Redriven>('pnpm ops redrive analytics-dlq --yes');
  check('redriven message', redriven.moved.length > 0);
  // The engine has no StartMessageMoveTask, so messages are moved without it.
  check('way of its own to move a queue', redriven.bySqs === undefined);
  return `${imports.length} imports, ${executions.length} executions, ${lines.length} log lines of one import`;
}

async function sendTo(QueueName: string): Promise<void> {
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"nothing":"that anybody counts"}' }));
}
