import { expect, test } from '@jest/globals';
import { CounterRoom } from './counterRoom.ts';

const at = (time: string) => new Date(`2026-11-21T${time}Z`);

test('has a place for the first counters, and for those again', () => {
  const room = new CounterRoom(undefined, 2, at('12:00:00'));
  expect(['a', 'b', 'c', 'a', 'd', 'b'].map((one) => room.has(one))).toEqual([
    true,
    true,
    false,
    true,
    false,
    true,
  ]);
});

test('knows them from the checkpoint until the hour is over', () => {
  const room = new CounterRoom(undefined, 2, at('12:00:00'));
  room.has('a');
  room.has('b');
  const later = new CounterRoom(room.known(), 2, at('12:59:59'));
  expect([later.has('b'), later.has('c')]).toEqual([true, false]);
  const next = new CounterRoom(room.known(), 2, at('13:00:00'));
  expect([next.has('c'), next.has('d'), next.has('a')]).toEqual([true, true, false]);
});

test('keeps a few bytes of each', () => {
  const room = new CounterRoom(undefined, 1_000, at('12:00:00'));
  for (let index = 0; index < 200; index++) room.has(`/${'long'.repeat(100)}/${index}`);
  expect(room.known().digests).toHaveLength(1_200);
});
