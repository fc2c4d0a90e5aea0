import { expect, jest, test } from '@jest/globals';
import { FunctionPool, type LambdaInstance } from './functionPool.ts';

/** Counts its instances; each runs until `finish` is called, or as `run` says. */
function fakeFunction() {
  const fake = {
    version: '1',
    created: 0,
    ended: 0,
    running: 0,
    finish: [] as (() => void)[],
    run: (_instance: { isAlive: boolean }) => new Promise<void>((resolve) => fake.finish.push(resolve)),
    create: (): LambdaInstance => {
      fake.created += 1;
      const instance = {
        isAlive: true,
        run: async () => {
          fake.running += 1;
          await fake.run(instance).finally(() => {
            fake.running -= 1;
          });
        },
        end: async () => {
          fake.ended += 1;
        },
      };
      return instance;
    },
  };
  return fake;
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const poolOf = (fake: ReturnType<typeof fakeFunction>, maxInstances = 2) =>
  new FunctionPool({ create: fake.create, code: async () => ({ version: fake.version }), maxInstances });

test('an instance is used again for the next invocation', async () => {
  const fake = fakeFunction();
  fake.run = async () => {};
  const pool = poolOf(fake);
  await pool.invoke({});
  await pool.invoke({});
  expect(fake.created).toBe(1);
  await pool.cleanup();
});

test('new code gets a new instance and the old one ends', async () => {
  const fake = fakeFunction();
  fake.run = async () => {};
  const pool = poolOf(fake);
  await pool.invoke({});
  fake.version = '2';
  await pool.invoke({});
  expect([fake.created, fake.ended]).toEqual([2, 1]);
  await pool.cleanup();
});

test('code that changes during an invocation is loaded for the next one', async () => {
  const fake = fakeFunction();
  const pool = poolOf(fake);
  const first = pool.invoke({});
  await settle();
  fake.version = '2';
  fake.finish.shift()?.();
  await first;
  fake.run = async () => {};
  await pool.invoke({});
  expect(fake.created).toBe(2);
  await pool.cleanup();
});

test('invocations over the limit wait for their turn, and all of them run', async () => {
  const fake = fakeFunction();
  const pool = poolOf(fake, 2);
  const all = Promise.all(Array.from({ length: 5 }, () => pool.invoke({})));
  await settle();
  expect(fake.running).toBe(2);
  let finished = 0;
  while (finished < 5) {
    fake.finish.shift()?.();
    finished += 1;
    await settle();
    expect(fake.running).toBeLessThanOrEqual(2);
  }
  await all;
  expect(fake.created).toBe(2);
  await pool.cleanup();
});

test('an instance that ended with its invocation is not used again', async () => {
  const fake = fakeFunction();
  fake.run = async (instance) => {
    instance.isAlive = false;
    throw new Error('timeout');
  };
  const pool = poolOf(fake);
  await expect(pool.invoke({})).rejects.toThrow('timeout');
  fake.run = async () => {};
  await pool.invoke({});
  expect([fake.created, fake.ended]).toEqual([2, 1]);
  await pool.cleanup();
});

test('an instance whose handler threw is used again', async () => {
  const fake = fakeFunction();
  fake.run = async () => {
    throw new TypeError('handler');
  };
  const pool = poolOf(fake);
  await expect(pool.invoke({})).rejects.toThrow('handler');
  fake.run = async () => {};
  await pool.invoke({});
  expect(fake.created).toBe(1);
  await pool.cleanup();
});

test('code that cannot be built fails the invocation, and leaves its turn to the next', async () => {
  const fake = fakeFunction();
  fake.run = async () => {};
  let isBroken = true;
  const code = async () => {
    if (isBroken) throw new Error('Expected ";"');
    return { version: '1' };
  };
  const pool = new FunctionPool({ create: fake.create, code, maxInstances: 1 });
  await expect(pool.invoke({})).rejects.toThrow('Expected ";"');
  isBroken = false;
  await pool.invoke({});
  expect(fake.created).toBe(1);
  await pool.cleanup();
});

test('instances beside the first end soon after they have nothing to do', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  try {
    const fake = fakeFunction();
    const create = () => fake.create();
    const code = async () => ({ version: '1' });
    const pool = new FunctionPool({ create, code, maxInstances: 3, idleMs: 60_000, spareMs: 10_000 });
    const all = Promise.all([1, 2, 3].map(() => pool.invoke({})));
    await settle();
    for (const finish of fake.finish.splice(0)) finish();
    await all;
    jest.advanceTimersByTime(10_000);
    expect([fake.created, fake.ended]).toEqual([3, 2]);
    jest.advanceTimersByTime(50_000);
    expect(fake.ended).toBe(3);
  } finally {
    jest.useRealTimers();
  }
});
