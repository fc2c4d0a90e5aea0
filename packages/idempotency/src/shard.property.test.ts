import { setImmediate as yields } from 'node:timers/promises';
import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { callError, cancelled } from '../test/fakeClient.ts';
import { consumeShard } from './shard.ts';

interface Numbered {
  sequenceNumber: string;
}

/** The outcome of a call: done; not done, with an error; done, but the answer is lost. */
type Fate = 'done' | 'refused' | 'lost';

/** Checkpoints of all shards and everything counted so far, in memory. Transactions are all or nothing. */
function database(fates: Fate[]) {
  const checkpoints = new Map<string, string>();
  const counted: string[] = [];
  let calls = 0;
  const send = async ({ input }: { input: TransactWriteCommandInput & { Key?: { pk: string } } }) => {
    const fate = fates[calls++] ?? 'done';
    await yields();
    if (fate === 'refused') throw callError('InternalServerError');
    const answer = input.TransactItems ? transact(input.TransactItems) : read(input.Key?.pk ?? '');
    await yields();
    if (fate === 'lost') throw callError('TimeoutError');
    return answer;
  };
  const read = (pk: string) => {
    const sequenceNumber = checkpoints.get(pk);
    return sequenceNumber === undefined ? {} : { Item: { pk, sequenceNumber } };
  };
  function transact([checkpoint, ...effects]: NonNullable<TransactWriteCommandInput['TransactItems']>) {
    const { Key, ConditionExpression, ExpressionAttributeValues: values = {} } = checkpoint?.Update ?? {};
    const there = checkpoints.get(Key?.['pk']);
    const holds: Record<string, boolean> = {
      'attribute_not_exists(pk)': there === undefined,
      '#from = :from': there === values[':from'],
    };
    if (holds[ConditionExpression ?? ''] === false)
      throw cancelled('ConditionalCheckFailed', ...effects.map(() => 'None'));
    const names = Object.entries(checkpoint?.Update?.ExpressionAttributeNames ?? {});
    const [place = ''] = names.find(([key, name]) => name === 'sequenceNumber' && key !== '#from') ?? [];
    checkpoints.set(Key?.['pk'], values[place.replace('#', ':')]);
    for (const { Update } of effects) counted.push(...(Update?.ExpressionAttributeValues?.[':ids'] ?? []));
    return {};
  }
  return { client: { send } as unknown as DynamoDBDocumentClient, counted };
}

const consume = (client: DynamoDBDocumentClient, shard: string, records: Numbered[], partSize: number) =>
  consumeShard<Numbered, object>(
    {
      client,
      table: 'counters',
      key: { pk: shard, sk: 'checkpoint' },
      part: async (rest) => {
        const some = rest.slice(0, partSize);
        const ids = some.map(({ sequenceNumber }) => `${shard} ${sequenceNumber}`);
        const Update = {
          TableName: 'counters',
          Key: { pk: 'day' },
          UpdateExpression: 'ADD n :n',
          ExpressionAttributeValues: { ':ids': ids },
        };
        return { records: some, effects: [{ Update }], kept: {} };
      },
    },
    records,
  );

/** Sequence numbers of different lengths, as on different days. */
const recordsOf = (count: number): Numbered[] =>
  Array.from({ length: count }, (_, index) => ({ sequenceNumber: String(97 + index) }));

const fates = fc.array(fc.constantFrom<Fate[]>('done', 'done', 'refused', 'lost'), { maxLength: 40 });
/**
 * Of each delivery: how many new records it has, how many old ones it may repeat, and whether the next one overlaps it.
 */
const deliveries = fc.array(fc.tuple(fc.nat(12), fc.nat(12), fc.boolean()), { maxLength: 12 });

test('whatever fails, is lost, comes again, overlaps or runs at once, each record of each shard is counted once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fates,
      fc.array(deliveries, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 5 }),
      async (script, shards, partSize) => {
        const { client, counted } = database(script);
        const work = shards.map(async (told, index) => {
          const shard = `shard-${index}`;
          const all = recordsOf(12);
          // Lambda continues only after a success, and may begin again before it.
          let done = 0;
          let others: Promise<unknown>[] = [];
          for (const [length, back, together] of told) {
            const batch = all.slice(Math.max(0, done - back), done + length);
            const end = Math.min(all.length, done + length);
            const run = consume(client, shard, batch, partSize).then(
              () => true,
              () => false,
            );
            if (together) others.push(run);
            else if (await run) done = end;
          }
          await Promise.all(others);
          others = [];
          while (
            !(await consume(client, shard, all.slice(done), partSize).then(
              () => true,
              () => false,
            ))
          );
        });
        await Promise.all(work);
        const expected = shards.flatMap((_, index) =>
          recordsOf(12).map(({ sequenceNumber }) => `shard-${index} ${sequenceNumber}`),
        );
        expect(counted.toSorted()).toEqual(expected.toSorted());
      },
    ),
    { numRuns: 300 },
  );
});
