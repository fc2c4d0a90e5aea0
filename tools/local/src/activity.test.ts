import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Activity, announcer, listenForActivity, MARKER_AGENT, writes } from './activity.ts';

let stateDir: string;
let activity: Activity;

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'orderflow-activity-'));
});
afterEach(() => {
  activity?.close();
  rmSync(stateDir, { recursive: true });
});

const heard = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

test('whoever listens hears of every activity, the last of a burst included', async () => {
  activity = listenForActivity(stateDir);
  const announce = announcer(stateDir);
  const first = heard(activity.next());
  announce();
  await first;
  const second = heard(activity.next());
  announce();
  announce();
  await second;
  expect(activity.next().aborted).toBe(false);
});

test('telling it to nobody is no error', () => {
  expect(announcer(join(stateDir, 'none'))).not.toThrow();
});

test('a marker of a stream is no activity', () => {
  const head = `POST / HTTP/1.1\r\nx-amz-target: DynamoDB_20120810.PutItem\r\nuser-agent: aws-sdk-js/3 ${MARKER_AGENT}\r\n\r\n`;
  expect(writes(Buffer.from(head))).toBe(false);
});

test.each([
  ['DynamoDB_20120810.PutItem', true],
  ['DynamoDB_20120810.TransactWriteItems', true],
  ['DynamoDB_20120810.BatchExecuteStatement', true],
  ['DynamoDB_20120810.TransactGetItems', false],
  ['DynamoDB_20120810.Query', false],
  ['DynamoDBStreams_20120810.GetRecords', false],
  ['Kinesis_20131202.PutRecords', true],
  ['Kinesis_20131202.GetRecords', false],
])('a request of %s writes: %s', (target, expected) => {
  const head = `POST / HTTP/1.1\r\nhost: 127.0.0.1\r\nX-Amz-Target: ${target}\r\n\r\n{"TableName":"x"}`;
  expect(writes(Buffer.from(head))).toBe(expected);
});
