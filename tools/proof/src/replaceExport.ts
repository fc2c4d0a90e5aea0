import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetQueueUrlCommand, QueueDoesNotExist, SQSClient } from '@aws-sdk/client-sqs';
import { deployedStacks } from '@orderflow/deploy/deployed';
import { scratchCopy } from '@orderflow/infrastructure/scratchCopy';
import { resource } from '@orderflow/stacks/template';
import { command, expectSaid } from './command.ts';
import { DEPLOY } from './documentedCommands.ts';

const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });

/** A file below infrastructure/, a pattern that must be there, and its replacement. */
type Edit = [file: string, pattern: RegExp, replacement: string];

const NEXT = 'ScheduleFailuresNext';
const named = (name: string) => `orderflow-\${sls:stage}-${name}`;

/** Adds the new queue and its export beside the old ones, and switches the importers to the new one. */
const BESIDE: Edit[] = [
  [
    'messaging.yml',
    /^ {2}ScheduleFailures:$/m,
    `  ${NEXT}:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: "${named('schedule-failures-2')}", SqsManagedSseEnabled: true }\n\n$&`,
  ],
  [
    'outputs.yml',
    /^ {2}ScheduleFailuresArn:$/m,
    `  ${NEXT}Arn:\n    { Value: !GetAtt ${NEXT}.Arn, Export: { Name: "${named('schedule-failures-2-arn')}" } }\n\n$&`,
  ],
  [
    'params.yml',
    /(scheduleFailuresArn: \{ Fn::ImportValue: .*)-schedule-failures-arn/,
    '$1-schedule-failures-2-arn',
  ],
];

/** Removes the old queue and its export, and switches the base stack's other references to the new one. */
const WITHOUT: Edit[] = [
  ['messaging.yml', /^ {2}ScheduleFailures:\n( {4}.*\n)+/m, ''],
  ['outputs.yml', /^ {2}ScheduleFailuresArn:\n( {4}.*\n)+/m, ''],
  ['messaging.yml', /!Ref ScheduleFailures$/m, `!Ref ${NEXT}`],
  ['alarms.yml', /ScheduleFailures\.QueueName/, `${NEXT}.QueueName`],
];

/**
 * Replaces an exported queue under a new name, in a copy of the repository. First in one step, which must be refused
 * before anything is changed; then in the two steps of docs/deploying.md.
 */
export async function replaceExport(stage: string, own: string[]): Promise<string> {
  const copy = await scratchCopy();
  const deploy = (expected: 'succeeds' | 'fails') =>
    command(`cd '${copy}' && ${DEPLOY}`, { args: own, expected });
  try {
    await edit(copy, [...BESIDE, ...WITHOUT]);
    const refused = await deploy('fails');
    expectSaid(
      refused,
      /base drops \S+-schedule-failures-arn, which (orders|ingestion) imports/,
      /Nothing was deployed/,
    );
    await expectQueues(stage, { 'schedule-failures': true, 'schedule-failures-2': false });

    for (const file of ['messaging.yml', 'outputs.yml', 'params.yml', 'alarms.yml']) {
      await writeFile(join(copy, 'infrastructure', file), await original(file));
    }
    await edit(copy, BESIDE);
    await deploy('succeeds');
    await expectQueues(stage, { 'schedule-failures': true, 'schedule-failures-2': true });

    await edit(copy, WITHOUT);
    await deploy('succeeds');
    await expectQueues(stage, { 'schedule-failures': false, 'schedule-failures-2': true });
    const orders = (await deployedStacks(stage)).find(({ stack }) => stack.name === 'orders');
    if (!orders) throw new Error('the stack orders is not there');
    resource(orders.template, 'DailyReportLambdaFunction');
    if (!JSON.stringify(orders.template).includes(`orderflow-${stage}-schedule-failures-2-arn`))
      throw new Error('orders does not import the new queue');
    return 'refused at once, done in two steps';
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

const original = (file: string) =>
  readFile(join(import.meta.dirname, '../../../infrastructure', file), 'utf8');

async function edit(copy: string, edits: Edit[]): Promise<void> {
  for (const [file, pattern, replacement] of edits) {
    const path = join(copy, 'infrastructure', file);
    const text = await readFile(path, 'utf8');
    if (!pattern.test(text)) throw new Error(`${file} has no ${pattern}`);
    await writeFile(path, text.replace(pattern, replacement));
  }
}

async function expectQueues(stage: string, expected: Record<string, boolean>): Promise<void> {
  for (const [name, there] of Object.entries(expected)) {
    const found = await sqs.send(new GetQueueUrlCommand({ QueueName: `orderflow-${stage}-${name}` })).then(
      () => true,
      (error) => {
        if (error instanceof QueueDoesNotExist) return false;
        throw error;
      },
    );
    if (found !== there) throw new Error(`the queue ${name} is ${found ? '' : 'not '}there`);
  }
}
