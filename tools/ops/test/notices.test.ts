import { describe, expect, test } from '@jest/globals';
import { unheardAlarms } from '../src/notices/receivers.ts';
import { changedConcurrency, pausedMappings, stoppedSchedules } from '../src/notices/switches.ts';
import type { Resource, Stack } from '../src/stage/types.ts';

const stack = (...resources: Resource[]): Stack[] => [{ name: 'orders', resources }];
const mapping = (physicalId: string, more: object = {}): Resource => ({
  logicalId: physicalId,
  type: 'AWS::Lambda::EventSourceMapping',
  physicalId,
  properties: {
    FunctionName: 'arn:aws:lambda:us-east-1:1:function:orderflow-orders-prod-reserveStock',
    EventSourceArn: 'arn:aws:sqs:us-east-1:1:orderflow-prod-inventory',
    ...more,
  },
});
const fn = (properties: Record<string, unknown>): Resource => ({
  logicalId: 'F',
  type: 'AWS::Lambda::Function',
  physicalId: 'f',
  properties: { FunctionName: 'f', ...properties },
});

describe('kill switches of a stage', () => {
  test('a mapping that was switched off is named with the command that switches it on', () => {
    const mappings = [
      { uuid: 'a-1', state: 'Disabled' },
      { uuid: 'a-2', state: 'Enabled' },
      { uuid: 'of another stage', state: 'Disabled' },
    ];
    expect(pausedMappings(stack(mapping('a-1'), mapping('a-2')), mappings)).toEqual([
      {
        text: 'orderflow-orders-prod-reserveStock takes nothing from orderflow-prod-inventory: its event source mapping is off',
        remedy: 'aws lambda update-event-source-mapping --uuid a-1 --enabled',
        stopped: 'orderflow-orders-prod-reserveStock',
      },
    ]);
  });

  test('a mapping that its template switches off is none', () => {
    const stacks = stack(mapping('a-1', { Enabled: false }));
    expect(pausedMappings(stacks, [{ uuid: 'a-1', state: 'Disabled' }])).toEqual([]);
  });

  test('concurrency that was taken away, or set by hand, is named', () => {
    expect(changedConcurrency(stack(fn({})), [{ name: 'f', reserved: 0 }])).toEqual([
      {
        text: 'f refuses every call: its reserved concurrency is 0, its template says none',
        remedy: 'aws lambda delete-function-concurrency --function-name f',
        stopped: 'f',
      },
    ]);
    expect(changedConcurrency(stack(fn({ ReservedConcurrentExecutions: 5 })), [{ name: 'f' }])).toEqual([
      {
        text: 'f: its reserved concurrency is not set, its template says 5',
        remedy: 'aws lambda put-function-concurrency --function-name f --reserved-concurrent-executions 5',
      },
    ]);
    expect(changedConcurrency(stack(fn({})), [{ name: 'f' }, { name: 'another', reserved: 0 }])).toEqual([]);
  });

  test('a schedule that was switched off is named', () => {
    const rule = (properties: Record<string, unknown>): Resource => ({
      logicalId: 'R',
      type: 'AWS::Events::Rule',
      physicalId: 'rule',
      properties,
    });
    const off = new Map([['rule', 'DISABLED']]);
    expect(stoppedSchedules(stack(rule({})), off)).toEqual([
      { text: 'the schedule rule is off', remedy: 'aws events enable-rule --name rule' },
    ]);
    expect(stoppedSchedules(stack(rule({ State: 'DISABLED' })), off)).toEqual([]);
    expect(stoppedSchedules(stack(rule({})), new Map([['rule', 'ENABLED']]))).toEqual([]);
  });
});

describe('alarms', () => {
  const email = { protocol: 'email', endpoint: 'ops@shop.test' };
  const nobody = expect.objectContaining({ text: expect.stringContaining('nobody hears the alarms') });

  test('that somebody hears need no word', () => {
    expect(unheardAlarms([{ ...email, subscriptionArn: 'arn:aws:sns:us-east-1:1:t:1' }])).toEqual([]);
  });

  test('without a subscription are heard by nobody', () => {
    expect(unheardAlarms([])).toEqual([nobody]);
  });

  test('are not heard by who has not confirmed; the path of a webhook is not shown', () => {
    const webhook = { protocol: 'https', endpoint: 'https://hooks.test/secret' };
    const pending = [email, webhook].map((one) => ({ ...one, subscriptionArn: 'PendingConfirmation' }));
    const [first, ...others] = unheardAlarms(pending);
    expect(first).toEqual(nobody);
    expect(others.map(({ text }) => text)).toEqual([
      'ops@shop.test gets no alarms yet: pending confirmation',
      'https hooks.test gets no alarms yet: pending confirmation',
    ]);
  });
});
