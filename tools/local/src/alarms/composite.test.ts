import { expect, test } from '@jest/globals';
import type { Alarm } from '@orderflow/ops/stage/types';
import { combine, readComposites } from './composite.ts';

const composite = (AlarmRule: string) => [
  {
    name: 'orders',
    resources: [
      {
        logicalId: 'ServiceAlarm',
        type: 'AWS::CloudWatch::CompositeAlarm',
        properties: { AlarmName: 'orders', AlarmRule },
      },
    ],
  },
];
const part = (name: string, state: Alarm['state']): [string, Alarm] => [
  name,
  { name, state, reason: '', description: '', since: '' },
];

test('a composite alarm is on while one of its parts is, and says which', () => {
  const [definition] = readComposites(composite('ALARM("a") OR ALARM("b")'));
  if (!definition) throw new Error('no definition');
  expect(combine(definition, new Map([part('a', 'OK'), part('b', 'ALARM')]), 'now')).toMatchObject({
    state: 'ALARM',
    reason: 'On: b',
    since: 'now',
  });
  expect(combine(definition, new Map([part('a', 'OK')]), 'now').state).toBe('OK');
});

test('a rule that is not known is an error, not silence', () => {
  expect(() => readComposites(composite('NOT ALARM("a")'))).toThrow('not known');
});
