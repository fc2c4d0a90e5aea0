import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Activity, announcer, listenForActivity } from './activity.ts';

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
