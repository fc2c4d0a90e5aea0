import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { callError, cancelled } from '../test/fakeClient.ts';
import { addition, ledger } from '../test/ledger.ts';
import { consume } from './consume.ts';

const reason = fc.constantFrom(
  'None',
  'None',
  'ConditionalCheckFailed',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'ValidationError',
  'ItemCollectionSizeLimitExceeded',
);
const failure = fc.oneof(
  { weight: 5, arbitrary: fc.array(reason, { maxLength: 12 }).map((codes) => cancelled(...codes)) },
  fc
    .constantFrom('ValidationException', 'TransactionInProgressException', 'InternalServerError')
    .map(callError),
  fc.constant(new TypeError('a bug')),
);
/**
 * The outcome of each transaction, in turn: a failure, or what the tables decide. After the last entry, the tables
 * decide.
 */
const script = fc.array(fc.option(failure), { maxLength: 30 });
const batch = fc.array(
  fc.tuple(fc.nat({ max: 12 }), fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 })),
  { maxLength: 12 },
);

test('whatever the database answers, every event ends as exactly one of applied, duplicate and failed, and an applied one took effect once', async () => {
  await fc.assert(
    fc.asyncProperty(batch, script, async (numbered, failures) => {
      const events = numbered.map(([number, counters]) => addition(`event-${number}`, ...counters));
      const { consumer, marks, counters } = ledger((call) => {
        const error = failures[call - 1];
        if (error) throw error;
      });
      const { applied, duplicates, failed } = await consume(consumer, events);

      const ended = [...applied, ...duplicates, ...failed.map(({ event }) => event)];
      expect(ended).toHaveLength(events.length);
      expect(new Set(ended)).toEqual(new Set(events));
      expect(new Set(applied.map(({ id }) => id))).toEqual(marks);
      expect(applied).toHaveLength(marks.size);
      const effects = applied.flatMap((event) => event.counters);
      expect([...counters.values()].reduce((sum, count) => sum + count, 0)).toBe(effects.length);
    }),
  );
});
