import { expect, test } from '@jest/globals';
import { type Cohort, Line, sizeOf, Tally } from './cohorts.ts';
import { Executions } from './executions.ts';
import { Random } from './random.ts';
import { Simulation } from './simulation.ts';
import { Queue, ShardReader, type Work } from './sources.ts';

const simulation = () => new Simulation(new Random(1));
const some = (count: number, at = 0): Cohort => ({ kind: 'placed', at, count });

test('what is planned happens in its order, what is planned for one time in the order of planning', () => {
  const time = simulation();
  const seen: string[] = [];
  const note = (what: string) => () => seen.push(`${what} ${time.now}`);
  for (const [seconds, what] of [
    [3, 'd'],
    [1, 'a'],
    [2, 'b'],
    [2, 'c'],
    [5, 'late'],
  ] as const) {
    time.after(seconds, note(what));
  }
  time.runUntil(4);
  expect(seen).toEqual(['a 1', 'b 2', 'c 2', 'd 3']);
  expect(time.now).toBe(4);
});

test('the same seed is the same chance, and its averages are those that were asked for', () => {
  const [one, other] = [new Random(7), new Random(7)];
  const means = [0.3, 20, 400];
  for (const mean of means) {
    const drawn = Array.from({ length: 20_000 }, () => one.poisson(mean));
    expect(drawn.reduce((a, b) => a + b) / drawn.length).toBeCloseTo(mean, mean > 100 ? 0 : 1);
    for (const value of drawn) expect(other.poisson(mean)).toBe(value);
  }
});

test('a line gives what it was given, in its order, and takes back in front', () => {
  const line = new Line();
  line.push([some(5), some(0), { ...some(3, 9), kind: 'imported' }]);
  const taken = line.take(6);
  expect(taken).toEqual([some(5), { kind: 'imported', at: 9, count: 1 }]);
  line.putBack(taken);
  expect([line.size, line.oldest, sizeOf(line.take(100)), line.size]).toEqual([8, 0, 8, 0]);
});

test('a percentile is within a hundredth', () => {
  const tally = new Tally();
  for (let ms = 1; ms <= 1_000; ms++) tally.add(ms / 1_000);
  expect(tally.percentile(0.95)).toBeCloseTo(0.95, 1);
  expect(Math.abs(tally.percentile(0.5) / 0.5 - 1)).toBeLessThan(0.011);
  expect(tally.within(0.25)).toBeCloseTo(0.25, 1);
  expect(new Tally().percentile(0.95)).toBeNaN();
});

/** One executor, one message at a time, a tenth of a second each. */
function oneByOne(perSecond: number, seconds: number) {
  const time = simulation();
  const waits = new Tally();
  const service = 0.1;
  let inside = 0;
  let sum = 0;
  const work: Work = (batch, done) => {
    time.after(service, () => {
      for (const { at, count } of batch) waits.add(time.now - at, count);
      inside -= sizeOf(batch);
      done();
    });
  };
  const mapping = { batchSize: 1, windowSeconds: 0, parallelization: 1, maximumConcurrency: 1 };
  const queue = new Queue({ mapping, simulation: time, executions: new Executions(), work });
  const arrive = () => {
    inside++;
    queue.push([some(1, time.now)]);
    time.after(time.random.exponential(1 / perSecond), arrive);
  };
  arrive();
  time.every(0.01, () => (sum += inside * 0.01));
  time.runUntil(seconds);
  return { mean: waits.mean, inside: sum / seconds, done: waits.count };
}

test('a queue obeys Little’s law, and waits as long as Pollaczek and Khinchine say', () => {
  const [perSecond, service] = [6, 0.1];
  const { mean, inside, done } = oneByOne(perSecond, 20_000);
  expect(inside / (perSecond * mean)).toBeCloseTo(1, 1);
  const load = perSecond * service;
  expect(mean / (service + (load * service) / (2 * (1 - load)))).toBeCloseTo(1, 1);
  expect(done / 20_000).toBeCloseTo(perSecond, 0);
});

test('a batch goes when it is full, or when its window is over', () => {
  const time = simulation();
  const batches: [at: number, size: number][] = [];
  const work: Work = (batch, done) => {
    batches.push([time.now, sizeOf(batch)]);
    time.after(10, () => done());
  };
  const mapping = { batchSize: 50, windowSeconds: 1, parallelization: 1, maximumConcurrency: 2 };
  const queue = new Queue({ mapping, simulation: time, executions: new Executions(), work });
  time.after(5, () => queue.push([some(70, 5)]));
  time.runUntil(8);
  expect(batches).toEqual([
    [5, 50],
    [6, 20],
  ]);
});

test('a shard has one batch at a time, and what failed comes again before what is behind it', () => {
  const time = simulation();
  const batches: number[] = [];
  let running = 0;
  const work: Work = (batch, done) => {
    expect(++running).toBe(1);
    batches.push(sizeOf(batch));
    time.after(1, () => {
      running--;
      done(batches.length === 1 ? [some(30)] : []);
    });
  };
  const mapping = { batchSize: 100, windowSeconds: 0, parallelization: 1 };
  const reader = new ShardReader({ mapping, simulation: time, executions: new Executions(), work }, 4);
  reader.line.push([some(150)]);
  time.runUntil(5);
  expect(batches).toEqual([100, 80]);
});

test('an invocation for which the account has no room is made later', () => {
  const time = simulation();
  const executions = new Executions(1);
  let done = 0;
  const work: Work = (batch, end) =>
    time.after(1, () => {
      done += sizeOf(batch);
      end();
    });
  const mapping = { batchSize: 10, windowSeconds: 0, parallelization: 1, maximumConcurrency: 2 };
  const queue = new Queue({ mapping, simulation: time, executions, work });
  queue.push([some(20)]);
  time.runUntil(1.5);
  expect([done, executions.busy]).toEqual([10, 1]);
  time.runUntil(3);
  expect([done, executions.busy]).toEqual([20, 0]);
  expect(executions.refused).toBeGreaterThan(0);
});
