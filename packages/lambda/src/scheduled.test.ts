import { expect, test } from '@jest/globals';
import { captureLog } from '../test/captureLog.ts';
import { scheduled } from './scheduled.ts';

const event = { id: 'firing-1', time: '2026-11-21T04:00:00Z' };
const logged = captureLog();

test('gives when it was due, and answers what came of it', async () => {
  const handler = scheduled(async ({ time }) => ({ at: time.toISOString() }));
  expect(await handler(event)).toEqual({ at: '2026-11-21T04:00:00.000Z' });
  expect(logged()).toMatchObject([
    { level: 'INFO', correlationId: 'firing-1', due: event.time, result: { at: '2026-11-21T04:00:00.000Z' } },
  ]);
});

test('begins a trace, which its log lines are of', async () => {
  const traces: unknown[] = [];
  await scheduled(async ({ trace }) => void traces.push(trace))(event);
  expect(traces).toEqual([{ traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-02$/) }]);
  const { traceparent = '' } = traces[0] as { traceparent?: string };
  expect(logged()).toMatchObject([{ traceId: traceparent.slice(3, 35), spanId: traceparent.slice(36, 52) }]);
});

test.each(['0000-01-02T04:00:00Z', '2026-02-30T04:00:00Z', 'now'])('is not due at %s', async (time) => {
  await expect(scheduled(async () => 'ran')({ ...event, time })).rejects.toThrow(`due at ${time}`);
});

test('a failure is logged and left to Lambda', async () => {
  const handler = scheduled(async () => {
    throw new RangeError('too far');
  });
  await expect(handler(event)).rejects.toThrow(RangeError);
  expect(logged().at(-1)).toMatchObject({ level: 'ERROR', error: { name: 'RangeError' } });
});
