import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { Execution, type Start } from './execution.ts';

const folder = mkdtempSync(join(tmpdir(), 'execution-'));
const file = join(folder, 'one.jsonl');
const start: Start = {
  executionArn: 'arn:aws:states:us-east-1:000000000000:execution:demo:one',
  stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:demo',
  name: 'one',
  input: '{}',
  startDate: 0,
  roleArn: 'role',
  definition: { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
};

let execution: Execution;
const typesAfterLoad = () => Execution.load(file)?.events.map(({ type }) => type);

beforeEach(() => {
  execution = Execution.create(start, file);
  execution.record({ type: 'ExecutionStarted' }, { type: 'PassStateEntered', details: { name: 'A' } });
});
afterAll(() => rmSync(folder, { recursive: true }));

test('what was recorded is read back', () => {
  expect(Execution.load(file)).toEqual(execution);
});

test('a line that was cut off never happened, and the next one stands on its own', () => {
  appendFileSync(file, '{"id":3,"type":"PassStateEx');
  expect(typesAfterLoad()).toEqual(['ExecutionStarted', 'PassStateEntered']);
  Execution.load(file)?.record({ type: 'ExecutionAborted' });
  expect(typesAfterLoad()).toEqual(['ExecutionStarted', 'PassStateEntered', 'ExecutionAborted']);
});

test.each(['PassStateExited', 'TaskScheduled'])(
  '%s without what is written with it never happened',
  (type) => {
    execution.record({ type });
    expect(typesAfterLoad()).toEqual(['ExecutionStarted', 'PassStateEntered']);
  },
);

test('a start that was cut off never happened', () => {
  writeFileSync(file, JSON.stringify(start).slice(0, 50));
  expect(Execution.load(file)).toBeUndefined();
});

test('an execution that has ended records nothing more', () => {
  execution.record({ type: 'ExecutionAborted' });
  const before = readFileSync(file, 'utf8');
  expect(execution.record({ type: 'ExecutionFailed' })).toBeUndefined();
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(execution.status).toBe('ABORTED');
});
