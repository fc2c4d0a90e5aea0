import { describe, expect, test } from '@jest/globals';
import { callError, cancelled } from '../test/fakeClient.ts';
import { addition, additions, concerns, ledger } from '../test/ledger.ts';
import { consume } from './consume.ts';

const unprocessable = callError('ValidationException');

describe('a batch of events', () => {
  test('is applied in one transaction', async () => {
    const { consumer, counters, calls } = ledger();
    const events = additions(60);
    expect(await consume(consumer, events)).toEqual({ applied: events, duplicates: [], failed: [] });
    expect(counters).toEqual(new Map([['all', 60]]));
    expect(calls).toHaveLength(1);
  });

  test('without events asks nothing of the database', async () => {
    const { consumer, calls } = ledger();
    expect(await consume(consumer, [])).toEqual({ applied: [], duplicates: [], failed: [] });
    expect(calls).toEqual([]);
  });

  test('changes nothing when it is delivered again', async () => {
    const { consumer, counters } = ledger();
    const events = additions(10);
    await consume(consumer, events);
    expect(await consume(consumer, events)).toEqual({ applied: [], duplicates: events, failed: [] });
    expect(counters).toEqual(new Map([['all', 10]]));
  });

  test('is applied but for the events that were applied before', async () => {
    const { consumer, counters, calls } = ledger();
    const events = additions(10);
    await consume(consumer, events.slice(3, 5));
    const { applied, duplicates, failed } = await consume(consumer, events);
    expect(duplicates).toEqual(events.slice(3, 5));
    expect(applied).toEqual([...events.slice(0, 3), ...events.slice(5)]);
    expect(failed).toEqual([]);
    expect(counters).toEqual(new Map([['all', 10]]));
    expect(calls).toHaveLength(3);
  });

  test('is planned again after a growing pause while others are in the way', async () => {
    const { consumer, counters, pauses } = ledger((call) => {
      if (call <= 3) throw cancelled('None', 'None', 'TransactionConflict');
    });
    const events = additions(2);
    expect(await consume(consumer, events)).toEqual({ applied: events, duplicates: [], failed: [] });
    expect(counters).toEqual(new Map([['all', 2]]));
    expect(pauses).toEqual([1, 2, 3]);
  });

  test('is given back after 8 attempts against others', async () => {
    const conflict = cancelled('None', 'TransactionConflict');
    const { consumer, calls } = ledger(() => {
      throw conflict;
    });
    const event = addition('event');
    expect(await consume(consumer, [event])).toEqual({
      applied: [],
      duplicates: [],
      failed: [{ event, error: conflict }],
    });
    expect(calls).toHaveLength(8);
  });

  test('is given back at once when the database cannot be reached', async () => {
    const down = callError('TimeoutError');
    const { consumer, calls } = ledger(() => {
      throw down;
    });
    const { failed } = await consume(consumer, additions(10));
    expect(failed.map(({ event, error }) => [event.id, error])).toEqual(
      additions(10).map(({ id }) => [id, down]),
    );
    expect(calls).toHaveLength(1);
  });
});

describe('a batch that does not fit one transaction', () => {
  test('is halved until it fits: events of 25 items each', async () => {
    const { consumer, counters, calls } = ledger();
    const events = Array.from({ length: 60 }, (_, event) =>
      addition(`event-${event}`, ...Array.from({ length: 25 }, (_, index) => `sku-${event}-${index}`)),
    );
    expect(await consume(consumer, events)).toEqual({ applied: events, duplicates: [], failed: [] });
    expect([...counters.values()]).toEqual(Array(60 * 25).fill(1));
    expect(Math.max(...calls.map(({ TransactItems }) => TransactItems?.length ?? 0))).toBeLessThanOrEqual(
      100,
    );
  });

  test('is cut when its events alone are more than 100', async () => {
    const { consumer, counters } = ledger();
    const events = additions(250);
    expect((await consume(consumer, events)).applied).toEqual(events);
    expect(counters).toEqual(new Map([['all', 250]]));
  });

  test('fails an event that does not fit alone, and applies the others', async () => {
    const { consumer } = ledger();
    const giant = addition('giant', ...Array.from({ length: 100 }, (_, index) => `sku-${index}`));
    const { applied, failed } = await consume(consumer, [giant, ...additions(5)]);
    expect(applied).toEqual(additions(5));
    expect(failed).toEqual([{ event: giant, error: new Error('A transaction takes 100 items, not 101') }]);
  });
});

describe('an event that no transaction can hold', () => {
  test.each([
    ['refuses its item', cancelled('ValidationError')],
    ['refuses the whole request', unprocessable],
    ['is never asked, because its item has no form', new Error('1e300 is too large')],
  ])('fails alone when the database %s', async (_, error) => {
    const { consumer, counters } = ledger((_call, items) => {
      if (concerns(items, 'event-17')) throw error;
    });
    const { applied, duplicates, failed } = await consume(consumer, additions(60));
    expect(failed).toEqual([{ event: addition('event-17'), error }]);
    expect(duplicates).toEqual([]);
    expect(applied).toHaveLength(59);
    expect(counters).toEqual(new Map([['all', 59]]));
  });

  test('fails alone when it cannot even be planned', async () => {
    const { consumer, counters } = ledger();
    const error = new RangeError('Invalid time value');
    const plan: typeof consumer.plan = async (events) => {
      if (events.some(({ id }) => id === 'event-3')) throw error;
      return consumer.plan(events);
    };
    const { applied, failed } = await consume({ ...consumer, plan }, additions(8));
    expect(failed).toEqual([{ event: addition('event-3'), error }]);
    expect(applied).toHaveLength(7);
    expect(counters).toEqual(new Map([['all', 7]]));
  });
});

describe('an event that is twice in one batch', () => {
  const [once, twice] = [addition('a'), addition('a')];

  test('is applied once, and is a duplicate the second time', async () => {
    const { consumer, counters } = ledger();
    const result = await consume(consumer, [once, twice]);
    expect(result.applied).toEqual([once]);
    expect(result.applied[0]).toBe(once);
    expect(result.duplicates[0]).toBe(twice);
    expect(counters).toEqual(new Map([['all', 1]]));
  });

  test('is a duplicate twice when it was applied before', async () => {
    const { consumer } = ledger();
    await consume(consumer, [once]);
    expect((await consume(consumer, [once, twice])).duplicates).toHaveLength(2);
  });

  test('fails twice when it fails', async () => {
    const { consumer } = ledger(() => {
      throw unprocessable;
    });
    const { failed } = await consume(consumer, [once, twice]);
    expect(failed.map(({ event }) => event)).toEqual([once, twice]);
    expect(failed[1]?.event).toBe(twice);
  });
});
