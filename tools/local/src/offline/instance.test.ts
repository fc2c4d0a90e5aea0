import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { FunctionInstance, type LocalFunction } from './instance.ts';
import { errorTypeOf } from './invocationError.ts';
import { JsonText } from './jsonText.ts';

const folder = mkdtempSync(join(tmpdir(), 'orderflow-instance-'));
const printed: string[] = [];
let instance: FunctionInstance;

/** An environment of a function with this module. */
function load(source: string, definition: Partial<LocalFunction> = {}): FunctionInstance {
  const path = join(folder, `${crypto.randomUUID()}.cjs`);
  writeFileSync(path, source);
  const whole = {
    key: 'placeOrder',
    name: 'orderflow-orders-local-placeOrder',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:orderflow-orders-local-placeOrder',
    handler: 'src/handlers/placeOrder.handler',
    timeoutSeconds: 10,
    memoryMegabytes: 512,
    environment: {},
    niceness: 0,
    ...definition,
  };
  instance = new FunctionInstance(whole, { path, name: 'handler' }, (line) => printed.push(line));
  return instance;
}

const failureOf = async (run: Promise<unknown>): Promise<Error> =>
  run.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: Error) => error,
  );

afterEach(async () => {
  printed.length = 0;
  await instance.end();
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a function finds its event, its context, its own environment and what it kept', async () => {
  const one = load(
    `let count = 0;
     exports.handler = async (event, context) => ({
       event, count: ++count, table: process.env.TABLE, id: context.awsRequestId,
       client: context.clientContext, arn: context.invokedFunctionArn, memory: context.memoryLimitInMB,
       left: context.getRemainingTimeInMillis(),
     });`,
    { environment: { TABLE: 'orders' } },
  );
  const first = (await one.run({ sku: 'TEA' }, { custom: 1 })) as Record<string, unknown>;
  expect(first).toMatchObject({ event: { sku: 'TEA' }, count: 1, table: 'orders', client: { custom: 1 } });
  expect(first).toMatchObject({
    memory: '512',
    arn: expect.stringMatching(/:orderflow-orders-local-placeOrder$/),
  });
  expect(Number(first['left'])).toBeGreaterThan(9_000);
  const second = (await one.run({}, undefined)) as Record<string, unknown>;
  expect(second['count']).toBe(2);
  expect(second['id']).not.toBe(first['id']);
});

test('a result is what JSON makes of it', async () => {
  const one = load(
    'exports.handler = async (event) => event.nothing ? undefined : { at: new Date(0), left: undefined };',
  );
  expect(await one.run({}, undefined)).toEqual({ at: '1970-01-01T00:00:00.000Z' });
  expect(await one.run({ nothing: true }, undefined)).toBeUndefined();
});

test('an error keeps its name, message and stack, and the environment goes on', async () => {
  const one = load(
    `class UnknownUserError extends Error { name = 'UnknownUserError' }
     exports.handler = async (event) => { if (event.fail) throw new UnknownUserError('nobody'); return 1 };`,
  );
  const error = await failureOf(one.run({ fail: true }, undefined));
  expect([errorTypeOf(error), error.message]).toEqual(['UnknownUserError', 'nobody']);
  expect(error.stack).toContain('.cjs:2');
  expect(one.isAlive).toBe(true);
  expect(await one.run({}, undefined)).toBe(1);
});

test.each([
  ['what is no error', "exports.handler = async () => { throw 'out of order' }", 'Error', 'out of order'],
  [
    'a result without JSON',
    'exports.handler = async () => 1n',
    'Runtime.MarshalError',
    'Unable to stringify response body: Do not know how to serialize a BigInt',
  ],
  ['no handler', 'exports.other = 1', 'Runtime.HandlerNotFound', 'handler is not a function'],
])('%s is reported as an error', async (_, source, type, message) => {
  const error = await failureOf(load(source).run({}, undefined));
  expect([errorTypeOf(error), error.message]).toEqual([type, message]);
});

test('loading a function does not count towards its timeout', async () => {
  const one = load(
    `const until = Date.now() + 400; while (Date.now() < until);
     exports.handler = async (event, context) => context.getRemainingTimeInMillis();`,
    { timeoutSeconds: 0.3 },
  );
  expect(Number(await one.run({}, undefined))).toBeGreaterThan(0);
});

test('a function that cannot be loaded is not kept', async () => {
  const one = load("throw new SyntaxError('half a file')");
  expect(errorTypeOf(await failureOf(one.run({}, undefined)))).toBe('SyntaxError');
  expect(one.isAlive).toBe(false);
});

test('a function that takes too long is ended, under the name that Lambda gives it', async () => {
  const one = load('exports.handler = () => new Promise(() => setInterval(() => {}, 1000))', {
    timeoutSeconds: 0.2,
  });
  const error = await failureOf(one.run({}, undefined));
  expect(errorTypeOf(error)).toBe('Sandbox.Timedout');
  expect(one.isAlive).toBe(false);
});

test.each([
  ['ends its process', 'exports.handler = () => process.exit(3)', 'Runtime.ExitError'],
  [
    'throws where nobody catches it',
    'exports.handler = () => new Promise(() => setImmediate(() => { throw new RangeError("lost") }))',
    'RangeError',
  ],
])('a function that %s fails its invocation, and nothing else', async (_, source, type) => {
  const one = load(source);
  expect(errorTypeOf(await failureOf(one.run({}, undefined)))).toBe(type);
  expect(one.isAlive).toBe(false);
});

test('what it says is passed on by the line, and each invocation is reported', async () => {
  await load(
    `exports.handler = async () => { process.stdout.write('one\\ntw'); process.stdout.write('o\\n'); }`,
  ).run({}, undefined);
  while (printed.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(printed.filter((line) => !line.startsWith('(λ'))).toEqual(['one', 'two']);
  expect(printed.find((line) => line.startsWith('(λ: placeOrder) RequestId: '))).toMatch(
    / Duration: [\d.]+ ms/,
  );
});

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('it is its own thread alone that yields', async () => {
  const before = niceness();
  await load('exports.handler = async () => 1', { niceness: 10 }).run({}, undefined);
  const niced = niceness().filter((one) => one >= 10).length;
  expect(niced - before.filter((one) => one >= 10).length).toBeGreaterThan(0);
  expect(niced).toBeLessThan(niceness().length);
});

/** Niceness of every thread of this process; proc(5): the 19th field, counted from before the name in parentheses. */
function niceness(): number[] {
  return readdirSync('/proc/self/task').map((thread) => {
    const stat = readFileSync(join('/proc/self/task', thread, 'stat'), 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  });
}

test('an event that came as text reaches the function as the value that it says', async () => {
  const one = load('exports.handler = async (event) => [typeof event, event];');
  expect(await one.run(new JsonText('{"Records":[{"n":1}]}'), undefined)).toEqual([
    'object',
    { Records: [{ n: 1 }] },
  ]);
  expect(await one.run(new JsonText('"text"'), undefined)).toEqual(['string', 'text']);
  expect(JSON.stringify({ event: new JsonText('{"n":1}') })).toBe('{"event":{"n":1}}');
});

test('a text that is not JSON fails the invocation, not the environment', async () => {
  const one = load('exports.handler = async (event) => event;');
  expect(errorTypeOf(await failureOf(one.run(new JsonText('{"n":'), undefined)))).toBe('SyntaxError');
  expect(one.isAlive).toBe(true);
  expect(await one.run({ n: 1 }, undefined)).toEqual({ n: 1 });
});
