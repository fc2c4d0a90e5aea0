import { expect, test } from '@jest/globals';
import { Fifo } from './fifo.ts';

test('items come out in the order in which they went in, however many there are', () => {
  const fifo = new Fifo<number>();
  const out: (number | undefined)[] = [];
  for (let item = 0; item < 10_000; item++) {
    fifo.push(item);
    if (item % 3 === 0) out.push(fifo.shift());
  }
  expect(fifo.length).toBe(10_000 - out.length);
  expect([...fifo][0]).toBe(out.length);
  while (fifo.length > 0) out.push(fifo.shift());
  expect(out).toEqual(Array.from({ length: 10_000 }, (_, item) => item));
});

test('an empty one gives nothing, and takes items again', () => {
  const fifo = new Fifo<string>();
  expect(fifo.shift()).toBeUndefined();
  fifo.push('one');
  expect([...fifo]).toEqual(['one']);
  expect(fifo.shift()).toBe('one');
  expect([fifo.shift(), fifo.length, ...fifo]).toEqual([undefined, 0]);
});
