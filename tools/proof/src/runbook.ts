import { documented } from '@orderflow/docs/documented';
import { aws, command } from './command.ts';

/** Runs the commands of docs/runbook.md that do not work on a laptop, exactly as written there. */
export async function runbookCommands(stage: string, account: string): Promise<string> {
  const STAGE = stage;
  let count = 0;
  const run = (line: string) => {
    count += 1;
    return aws(line);
  };

  await run(documented('aws lambda get-account-settings'));
  await run(
    documented('aws lambda list-event-source-mappings --function-name orderflow-orders-STAGE-reserveStock', {
      STAGE,
    }),
  );
  await command(documented('pnpm ops trace "Task timed out" --stage NAME', { NAME: stage }));
  const said = await run(
    documented(
      'aws lambda invoke --function-name orderflow-orders-STAGE-dailyReport --cli-binary-format raw-in-base64-out --payload \'{"id":"by-hand","time":"2026-01-31T04:00:00Z"}\' /dev/stdout',
      { STAGE },
      // Version 1 of the CLI, which a package index installs, always takes the payload raw.
    ).replace(' --cli-binary-format raw-in-base64-out', ''),
  );
  if (said.includes('FunctionError')) throw new Error(said);

  const orders = `orderflow-${stage}-orders`;
  const scanned = await aws(
    `aws dynamodb scan --table-name ${orders} --query 'Items[?event]|[0].pk.S' --output text`,
  );
  const ORDER_ID = scanned.trim();
  await run(
    documented(
      `aws dynamodb update-item --table-name orderflow-STAGE-orders --key '{"pk":{"S":"ORDER_ID"}}' --update-expression 'SET #e.id = :new' --condition-expression 'attribute_exists(pk)' --expression-attribute-names '{"#e":"event"}' --expression-attribute-values '{":new":{"S":"A-NEW-UUID"}}'`,
      { STAGE, ORDER_ID, 'A-NEW-UUID': crypto.randomUUID() },
    ),
  );
  await run(
    documented(
      'aws dynamodb restore-table-to-point-in-time --source-table-name orderflow-STAGE-orders --target-table-name orderflow-STAGE-orders-restored --restore-date-time 2026-11-20T12:00:00Z',
      { STAGE },
    ),
  );
  await aws(`aws dynamodb delete-table --table-name ${orders}-restored`);

  const bucket = `orderflow-${stage}-imports-${account}`;
  await aws(`echo nothing | aws s3 cp - s3://${bucket}/incoming/by-hand.csv`);
  await run(
    documented(
      'aws s3 cp s3://BUCKET/incoming/ID.csv s3://BUCKET/incoming/ID.csv --metadata-directive REPLACE',
      { BUCKET: bucket, ID: 'by-hand' },
    ),
  );
  await clicksAgain(stage, run);
  return `${count} commands`;
}

/** Puts a record of the click stream on the stream again. */
async function clicksAgain(STAGE: string, run: (line: string) => Promise<string>): Promise<void> {
  const stream = `orderflow-${STAGE}-clicks`;
  const put = await aws(
    `aws kinesis put-record --stream-name ${stream} --partition-key by-hand --data bm8gY2xpY2s= --query '[ShardId,SequenceNumber]' --output text`,
  );
  const [SHARD = '', START = ''] = put.trim().split(/\s+/);
  const said = await run(
    [
      'cd "$(mktemp -d)"',
      documented(
        'iterator=$(aws kinesis get-shard-iterator --stream-name orderflow-STAGE-clicks --shard-id SHARD --shard-iterator-type AT_SEQUENCE_NUMBER --starting-sequence-number START --query ShardIterator --output text)',
        { STAGE, SHARD, START },
      ),
      documented(
        `aws kinesis get-records --shard-iterator "$iterator" --limit BATCH_SIZE --query 'Records[].{Data: Data, PartitionKey: PartitionKey}' > records.json`,
        { BATCH_SIZE: '1' },
      ),
      documented(
        'aws kinesis put-records --stream-name orderflow-STAGE-clicks --records file://records.json',
        {
          STAGE,
        },
      ),
    ].join('\n'),
  );
  if (JSON.parse(said).FailedRecordCount !== 0) throw new Error(said);
}
