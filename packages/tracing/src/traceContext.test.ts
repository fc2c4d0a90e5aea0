import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { enterTrace, traceFields, traceOf, unsampled } from './traceContext.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const traceparent = `00-${TRACE}-${PARENT}-01`;
const VALID = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[0-3]$/;

describe('who comes with a traceparent', () => {
  test('is in its trace, with a span of its own', () => {
    const entered = enterTrace({ traceparent });
    expect(entered.traceparent).toMatch(VALID);
    expect(traceFields(entered)).toEqual({ traceId: TRACE, spanId: expect.not.stringMatching(PARENT) });
    expect(enterTrace({ traceparent }).traceparent).not.toBe(entered.traceparent);
  });

  test.each([
    ['00', '00'],
    ['01', '01'],
    ['02', '02'],
    ['ff', '03'],
  ])('keeps of the flags %s those that are known: %s', (flags, kept) => {
    expect(enterTrace({ traceparent: traceparent.replace(/..$/, flags) }).traceparent).toMatch(
      new RegExp(`-${kept}$`),
    );
  });

  test.each([`cc-${TRACE}-${PARENT}-01`, `cc-${TRACE}-${PARENT}-01-what-the-future-brings`])(
    'of a later version is understood, and answered in ours: %s',
    (later) => {
      expect(enterTrace({ traceparent: later }).traceparent).toMatch(new RegExp(`^00-${TRACE}-`));
    },
  );
});

describe('who comes without one, or with one that is none', () => {
  test.each([
    undefined,
    '',
    traceparent.toUpperCase(),
    ` ${traceparent}`,
    `${traceparent}\n`,
    `${traceparent},${traceparent}`,
    `${traceparent}-more`,
    `ff-${TRACE}-${PARENT}-01`,
    `0-${TRACE}-${PARENT}-01`,
    `00-${'0'.repeat(32)}-${PARENT}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.slice(1)}-${PARENT}-01`,
    `00-${TRACE}-${PARENT}-1`,
    `cc-${TRACE}-${PARENT}-01.more`,
    `cc-${TRACE}-${PARENT}-01-${'x'.repeat(300)}`,
    7,
    [traceparent],
  ])('begins a trace: %j', (given) => {
    const entered = enterTrace({ traceparent: given as string, tracestate: 'vendor=1' });
    expect(entered).toEqual({ traceparent: expect.stringMatching(VALID) });
    expect(entered.traceparent).not.toContain(TRACE);
    expect(entered.traceparent).toMatch(/-02$/);
    expect(enterTrace({}).traceparent.slice(0, 35)).not.toBe(entered.traceparent.slice(0, 35));
  });
});

test('whatever is sent, what goes on is valid and bounded', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constant(traceparent),
    fc.stringMatching(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/),
  );
  fc.assert(
    fc.property(text, fc.oneof(text, fc.stringMatching(/^(k[a-z]*=v,?)*$/)), (parent, state) => {
      const entered = enterTrace({ traceparent: parent, tracestate: state });
      expect(entered.traceparent).toMatch(VALID);
      expect((entered.tracestate ?? '').length).toBeLessThanOrEqual(256);
      expect(traceFields(entered)).toEqual({
        traceId: entered.traceparent.slice(3, 35),
        spanId: entered.traceparent.slice(36, 52),
      });
    }),
  );
});

test('of what carries a trace context, that alone is carried on', () => {
  const event = { id: '1', traceparent, tracestate: 'a=1' };
  expect(traceOf(event)).toEqual({ traceparent, tracestate: 'a=1' });
  expect(traceOf({ traceparent, tracestate: undefined })).toEqual({ traceparent });
  expect(Object.keys(traceOf({ traceparent: undefined }))).toEqual([]);
});

test('a log line without a trace has no fields of one', () => {
  expect(traceFields({})).toEqual({});
  expect(traceFields({ traceparent: 'forged\n{"level":"ERROR"}' })).toEqual({});
});

test('one of very many is at the same place, and not sampled', () => {
  expect(unsampled({ traceparent, tracestate: 'a=1' })).toEqual({
    traceparent: `00-${TRACE}-${PARENT}-00`,
    tracestate: 'a=1',
  });
  expect(unsampled({ traceparent: `00-${TRACE}-${PARENT}-03` })).toEqual({
    traceparent: `00-${TRACE}-${PARENT}-02`,
  });
  expect(unsampled({})).toEqual({});
});

test.each([
  ['01', false, '00'],
  ['00', true, '01'],
  ['03', false, '02'],
])('of a stranger who says %s the trace goes on, sampled (%s) as we decide', (flags, isSampled, ours) => {
  const { traceparent: entered } = enterTrace(
    { traceparent: `00-${TRACE}-${PARENT}-${flags}` },
    () => isSampled,
    false,
  );
  expect(entered).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-${ours}$`));
});
