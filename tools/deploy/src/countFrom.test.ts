import { expect, test } from '@jest/globals';
import type { Template } from '@orderflow/stacks/template';
import { wrongCountFrom } from './countFrom.ts';

const counting = (COUNT_FROM?: string) =>
  ({
    Resources: {
      Any: { Type: 'AWS::Lambda::Function', Properties: {} },
      Counts: {
        Type: 'AWS::Lambda::Function',
        Properties: { Environment: { Variables: COUNT_FROM === undefined ? {} : { COUNT_FROM } } },
      },
    },
  }) as unknown as Template;
const wanted = (from: string) => [{ template: counting() }, { template: counting(from) }];
const there = (from?: string) => [
  { stack: { name: 'users' }, template: counting() },
  { stack: { name: 'orders' }, template: counting(from) },
];
const TIME = '2026-12-01T12:00:00Z';

test.each([
  ['a new stage', wanted('always'), []],
  ['a stage that counts by the shard from its beginning', wanted('always'), there('always')],
  ['a stage that changes over at a time', wanted(TIME), there()],
  ['a stage that has changed over', wanted(TIME), there(TIME)],
])('%s counts each event once', (_, to, from) => {
  expect(wrongCountFrom(to, from)).toBeUndefined();
});

test.each([
  ['the last day would be counted again', wanted('always'), there(), 'must be a time after the end'],
  ['what is counted would be counted again', wanted('always'), there(TIME), `is ${TIME} on this stage`],
  ['what is not counted yet would be missed', wanted(TIME), there('always'), 'must stay so, not 2026'],
])('%s: refused', (_, to, from, reason) => {
  expect(wrongCountFrom(to, from)).toContain(reason);
});
