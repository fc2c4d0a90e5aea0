import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { createRecorder } from './recording.ts';
import { type EndedSpan, SpanKind } from './span.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const traced = (flags = '01') => ({ traceparent: `00-${traceId}-00f067aa0ba902b7-${flags}` });

function recorder({ sampled = false, maxSpans = 256 } = {}) {
  const sent: EndedSpan[][] = [];
  let time = 1_000;
  const made = createRecorder({
    isSampled: () => sampled,
    send: async (spans) => void sent.push([...spans]),
    maxSpans,
    now: () => time++,
  });
  return { ...made, sent };
}

describe('an invocation', () => {
  test('is a span in the trace of its caller, and what it does is below it', async () => {
    const { invocation, span, sent } = recorder();
    const options = { kind: SpanKind.SERVER, attributes: { 'http.route': '/orders' }, parent: traced() };
    const answer = await invocation('POST /orders', options, async (it) => {
      const inner = await span('PutItem', { kind: SpanKind.CLIENT }, async ({ trace }) => trace.traceparent);
      it.set({ 'http.response.status_code': 201 });
      return [it.trace.traceparent, inner];
    });
    expect(sent).toHaveLength(1);
    const [put, post] = sent[0] as [EndedSpan, EndedSpan];
    expect(post).toMatchObject({
      traceId,
      parentSpanId: '00f067aa0ba902b7',
      isParentRemote: true,
      name: 'POST /orders',
      kind: 2,
      attributes: { 'http.route': '/orders', 'http.response.status_code': 201 },
      error: undefined,
    });
    expect(put).toMatchObject({ traceId, parentSpanId: post.spanId, isParentRemote: false, kind: 3 });
    expect(answer).toEqual([`00-${traceId}-${post.spanId}-01`, `00-${traceId}-${put.spanId}-01`]);
    expect([post.start, put.start, put.end, post.end]).toEqual([1_000, 1_001, 1_002, 1_003]);
  });

  test('keeps apart what runs at once', async () => {
    const { invocation, span, sent } = recorder();
    const one = (id: number) =>
      invocation(`i${id}`, { parent: traced() }, async () => {
        await sleep(5);
        await Promise.all([1, 2].map((n) => span(`i${id}.${n}`, {}, () => sleep(5))));
      });
    await Promise.all([one(1), one(2)]);
    for (const spans of sent) {
      const invocationSpan = spans.at(-1) as EndedSpan;
      const below = spans.slice(0, -1);
      expect(below.map(({ name }) => name)).toEqual([`${invocationSpan.name}.1`, `${invocationSpan.name}.2`]);
      for (const { parentSpanId } of below) expect(parentSpanId).toBe(invocationSpan.spanId);
    }
  });

  test('of a batch has links to its messages, each of which has a span in its own trace', async () => {
    const { invocation, span, sent } = recorder({ sampled: true });
    const messages = [traced(), { traceparent: 'none' }];
    await invocation('process inventory', { links: messages }, async () => {
      for (const parent of messages) await span('process', { parent }, async () => undefined);
    });
    const [first, second, batch] = sent[0] as [EndedSpan, EndedSpan, EndedSpan];
    expect(batch.links).toEqual([{ traceId, spanId: '00f067aa0ba902b7', flags: 1 }]);
    expect(batch.traceId).not.toBe(traceId);
    expect(first).toMatchObject({ traceId, parentSpanId: '00f067aa0ba902b7' });
    expect(new Set([first, second, batch].map((one) => one.traceId)).size).toBe(3);
  });
});

describe('what is sent', () => {
  const run = async (made: ReturnType<typeof recorder>, flags: string | undefined, fails = false) => {
    const parent = flags === undefined ? {} : traced(flags);
    const done = made.invocation('outer', { parent }, () =>
      made.span('inner', {}, async () => {
        if (fails) throw new RangeError('with a name and an address');
      }),
    );
    await (fails ? expect(done).rejects.toThrow(RangeError) : done);
    return made.sent.flat().map(({ name }) => name);
  };

  test.each([
    ['a caller samples', '01', false, ['inner', 'outer']],
    ['a caller does not sample', '00', true, []],
    ['nobody has decided and the share takes it', undefined, true, ['inner', 'outer']],
    ['nobody has decided and the share leaves it', undefined, false, []],
  ])('follows whoever decided first: %s', async (_, flags, sampled, names) => {
    expect(await run(recorder({ sampled }), flags)).toEqual(names);
  });

  test('is in any case what failed, by the name of its error alone', async () => {
    const made = recorder();
    expect(await run(made, '00', true)).toEqual(['inner', 'outer']);
    expect(made.sent.flat().map(({ error, flags }) => [error, flags])).toEqual([
      ['RangeError', 1],
      ['RangeError', 1],
    ]);
    expect(JSON.stringify(made.sent)).not.toContain('address');
  });

  test('leaves what did not fail, of other traces, as it was', async () => {
    const { invocation, span, sent } = recorder();
    await invocation('batch', {}, async () => {
      await span('fine', { parent: traced('00') }, async () => undefined);
      await span('bad', {}, async (it) => it.fail('ValidationError'));
    });
    expect(sent.flat().map(({ name }) => name)).toEqual(['bad', 'batch']);
  });

  test('is bounded: the invocation says how much it left out', async () => {
    const { invocation, span, sent } = recorder({ sampled: true, maxSpans: 10 });
    await invocation('import', {}, async () => {
      for (let row = 0; row < 100; row++) await span('insert', {}, async () => undefined);
    });
    expect(sent[0]).toHaveLength(10);
    expect(sent[0]?.at(-1)).toMatchObject({ name: 'import', attributes: { 'orderflow.spans.dropped': 91 } });
  });

  test('has a bound for what is alike, but for what fails', async () => {
    const { invocation, span, sent } = recorder({ sampled: true });
    const insert = (fails: boolean) => span('insert', {}, async (it) => fails && it.fail('TimeoutError'));
    await invocation('import', {}, async () => {
      for (let row = 1; row <= 150; row++) await insert(row === 140);
      await span('commit', {}, async () => undefined);
    });
    const names = sent.flat().map(({ name, error }) => (error ? `${name} failed` : name));
    expect(names.filter((name) => name === 'insert')).toHaveLength(100);
    expect(names.slice(100)).toEqual(['insert failed', 'commit', 'import']);
    expect(sent.flat().at(-1)?.attributes).toEqual({ 'orderflow.spans.dropped': 49 });
  });

  test('has as many links as OpenTelemetry takes, and nothing that was discarded', async () => {
    const { invocation, span, sent } = recorder({ sampled: true });
    const links = Array.from({ length: 200 }, () => traced());
    await invocation('batch', { links }, () => span('signed link', {}, async (it) => it.discard()));
    expect(sent.flat().map((one) => [one.name, one.links.length, one.isParentRemote])).toEqual([
      ['batch', 128, false],
    ]);
  });

  test('fails nobody when it cannot be sent', async () => {
    const { invocation } = createRecorder({
      isSampled: () => true,
      send: () => Promise.reject(new Error('no daemon')),
    });
    expect(await invocation('fine', {}, async () => 'answer')).toBe('answer');
    await expect(invocation('bad', {}, () => Promise.reject(new TypeError('mine')))).rejects.toThrow('mine');
  });
});

test('outside of an invocation nothing is recorded, and the trace goes on', async () => {
  const { span, sent } = recorder({ sampled: true });
  const { traceparent } = await span('alone', { parent: traced() }, async ({ trace }) => trace);
  expect(traceparent).toMatch(`00-${traceId}-`);
  expect(sent).toEqual([]);
});

test('times are those of the wall clock, and go on through an invocation', async () => {
  const sent: EndedSpan[] = [];
  const { invocation } = createRecorder({
    isSampled: () => true,
    send: async (spans) => void sent.push(...spans),
  });
  const before = Date.now();
  await invocation('it', {}, () => sleep(20));
  const [{ start, end }] = sent as [EndedSpan];
  expect(start).toBeGreaterThanOrEqual(before - 2);
  expect(end).toBeLessThanOrEqual(Date.now() + 2);
  expect(end - start).toBeGreaterThan(15);
});
