import type { ServerResponse } from 'node:http';
import { expect, test } from '@jest/globals';
import type { Fired } from '../schedules/scheduler.ts';
import { fireSchedule } from './schedules.ts';

const report = 'orderflow-orders-local-dailyReport';
const ran: Fired = { run: { status: 'succeeded', payload: { reports: 1 } }, willRetry: false };

/** Fires a schedule with this outcome. Returns the answer's body and what was fired. */
async function fire(name: string, outcome: Fired = ran, query = '', names = [report]) {
  const fired: unknown[] = [];
  const scheduler = {
    functionNames: () => names,
    fire: async (...call: unknown[]) => {
      fired.push(call);
      return outcome;
    },
  };
  let body = '';
  const response = { writeHead() {}, end: (text: string) => (body = text) } as unknown as ServerResponse;
  await fireSchedule(scheduler, name, new URLSearchParams(query), response);
  return { body: JSON.parse(body), fired };
}

test.each([report, 'dailyReport'])('fires %s and answers with what it returned', async (name) => {
  const { body, fired } = await fire(name, ran, 'time=2026-03-01T04:00:00Z');
  expect(body).toMatchObject({ functionName: report, result: { reports: 1 } });
  expect(fired).toEqual([[report, new Date('2026-03-01T04:00:00Z')]]);
});

test('an unknown one is 404 and says which there are', async () => {
  await expect(fire('nothing')).rejects.toMatchObject({
    status: 404,
    message: expect.stringContaining(report),
  });
});

test('a name that several services use is 404 until it is said in full', async () => {
  const names = ['orderflow-a-local-sweep', 'orderflow-b-local-sweep'];
  await expect(fire('sweep', ran, '', names)).rejects.toMatchObject({ status: 404 });
  expect((await fire('orderflow-b-local-sweep', ran, '', names)).body.functionName).toBe(names[1]);
});

test('what the function threw is said, and what comes next', async () => {
  const failed: Fired = {
    run: { status: 'failed', reason: 'MailRefusedError: SES answered MessageRejected', requestId: 'r' },
    willRetry: true,
  };
  await expect(fire('dailyReport', failed)).rejects.toMatchObject({
    status: 502,
    message: `${report} failed: MailRefusedError: SES answered MessageRejected; it is tried again after one minute and then after two`,
  });
});

test('a time that is none is 400', async () => {
  for (const time of ['yesterday', '2026-02-30T04:00:00Z', '0000-01-01T04:00:00Z']) {
    await expect(fire('dailyReport', ran, `time=${time}`)).rejects.toMatchObject({ status: 400 });
  }
});
