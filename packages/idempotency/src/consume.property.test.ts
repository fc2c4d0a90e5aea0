import { expect, test } from '@jest/globals';
import { timedId } from '@orderflow/domain';
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
/** What happens at each transaction, in turn: a failure, or whatever the tables say. After the last: the latter. */
const script = fc.array(fc.option(failure), { maxLength: 30 });
const counters = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 });
/** Some events have no time in their ids, of those that have some share a page, and some come twice. */
const id = fc.oneof(
  fc.nat({ max: 5 }).map((number) => `event-${number}`),
  fc.nat({ max: 9 }).map((number) => timedId(new Date(1_795_000_000_000 + 100 * number), `${number}`)),
);
const batch = fc.array(
  fc.tuple(id, counters).map(([id, names]) => addition(id, ...names)),
  { maxLength: 12 },
);

test('whatever the database answers, every event ends as exactly one of applied, duplicate and failed, and an applied one took effect once', async () => {
  await fc.assert(
    fc.asyncProperty(batch, batch, script, fc.boolean(), async (earlier, events, failures, silent) => {
      let first = 0;
      const { consumer, marked, counters, calls } = ledger((call) => {
        const error = first > 0 && failures[call - first - 1];
        if (error) throw error;
      }, silent);
      const before = await consume(consumer, earlier);
      first = calls.length;
      const { applied, duplicates, failed } = await consume(consumer, events);

      const ended = [...applied, ...duplicates, ...failed.map(({ event }) => event)];
      expect(ended).toHaveLength(events.length);
      expect(new Set(ended)).toEqual(new Set(events));
      const all = [...before.applied, ...applied];
      expect(new Set(all.map(({ id }) => id))).toEqual(marked());
      expect(all).toHaveLength(marked().size);
      const effects = all.flatMap((event) => event.counters);
      expect([...counters.values()].reduce((sum, count) => sum + count, 0)).toBe(effects.length);
    }),
  );
});
