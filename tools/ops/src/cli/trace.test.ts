import { expect, test } from '@jest/globals';
import type { LogLine } from '../stage/types.ts';
import { FakeQueues, fakeStage } from '../testing.ts';
import { order, span, traceId } from '../traces/fixtures.ts';
import { keptTraces } from '../traces/keptTraces.ts';
import { TraceStore } from '../traces/traceStore.ts';
import type { Flags } from './command.ts';
import { traceCommand } from './trace.ts';

const line: LogLine = {
  time: '2026-11-30T08:00:00.000Z',
  source: 'orders',
  level: 'INFO',
  message: 'request',
  fields: { traceId, route: 'POST /orders' },
};
const ofTrace: LogLine = { ...line, time: '2026-11-30T08:00:01.000Z', message: 'event applied' };
const flags = { json: false } as Flags;

/** A copy with the trace of an order, and with twice as many traces of one person as are drawn. */
function copy() {
  const stage = fakeStage(new FakeQueues(), {
    findLines: async (text) => (text === traceId ? [ofTrace, line] : text === 'order-1' ? [line] : []),
  });
  const store = new TraceStore();
  const ada = { attributes: { 'cloudevents.event_subject': 'ada' } };
  store.add(order);
  for (let n = 0; n < 6; n++)
    store.add([span('s', { ...ada, traceId: `${n}`.repeat(32), start: n, name: 'a\nb' })]);
  stage.sources.traces = keptTraces(async () => store, stage);
  return stage;
}

test('of a copy on this machine: the tree of what happened, then the log lines', async () => {
  const { text, data } = await traceCommand.run(copy(), 'order-1', flags);
  expect(text).toMatch(
    /^trace 4bf9.*\nPOST \/orders .*\n├ PutItem(.*\n)*\nTIME .*\n2026-11-30T08:00:00.000Z {2}orders /,
  );
  expect(data).toMatchObject({
    traces: [{ traceId, rows: [{ name: 'POST /orders' }, {}, {}, {}, {}] }],
    lines: [line, ofTrace],
  });
});

test('of many traces the last are drawn, and the others said to be there', async () => {
  const { text } = await traceCommand.run(copy(), 'ada', flags);
  expect(text.match(/^trace .*$/gm)).toHaveLength(3);
  expect(text).toMatch(/TRACE +BEGAN.*\n2{32} .*a\?b\n1{32} .*\n0{32} /);
  expect(text).toContain('No log line of the last day has ada.');
  expect((await traceCommand.run(copy(), 'nobody', flags)).text).toBe(
    'No trace that this copy keeps has nobody.\n\nNo log line of the last day has nobody.\n',
  );
});

test('of a deployed stage: where its spans are, under which ids, and the log lines', async () => {
  const stage = fakeStage(new FakeQueues(), { findLines: async () => [line, line] });
  const { text } = await traceCommand.run({ ...stage, name: 'prod' }, 'order-1', flags);
  expect(text).toMatch(
    /^Spans of prod are in X-Ray .*\n {2}aws xray batch-get-traces --trace-ids 1-4bf92f35-77b34da6a3ce929d0e0e4736\n\nTIME /,
  );
});
