import { describe, expect, test } from '@jest/globals';
import { judge, unmissed, without } from './privileges.ts';
import { matches } from './wildcards.ts';

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/orderflow-proof-users';
const put = { action: 'dynamodb:PutItem', resource: table };
const allow = (Action: string | string[], Resource: string | string[]) => ({
  Effect: 'Allow',
  Action,
  Resource,
});

describe('privileges', () => {
  test('are as they should be when every call is allowed and every grant was used', () => {
    expect(judge('f', [allow('dynamodb:PutItem', table)], [put])).toEqual({
      functionName: 'f',
      privileges: [{ ...put, used: 1 }],
      faults: [],
    });
  });

  test('lack what a call needs', () => {
    expect(judge('f', [allow('dynamodb:GetItem', table)], [put]).faults).toContainEqual(
      expect.stringContaining('which its role does not allow'),
    );
    expect(judge('f', [allow('dynamodb:PutItem', `${table}2`)], [put]).faults).toHaveLength(2);
  });

  test('are too many when an action or a resource was used by no call', () => {
    expect(judge('f', [allow(['dynamodb:PutItem', 'dynamodb:DeleteItem'], table)], [put]).faults).toEqual([
      `may dynamodb:DeleteItem on ${table}, which no call needed`,
    ]);
    expect(judge('f', [allow('dynamodb:PutItem', [table, `${table}/index/x`])], [put]).faults).toHaveLength(
      1,
    );
  });

  test('with wildcards need a reason even when they were used', () => {
    expect(judge('f', [allow('dynamodb:*', table)], [put]).faults).toHaveLength(1);
    expect(judge('f', [allow('dynamodb:PutItem', '*')], [put]).faults).toHaveLength(1);
  });

  test('that Lambda uses itself have theirs', () => {
    const { privileges, faults } = judge('f', [allow('xray:PutTraceSegments', '*')], []);
    expect(faults).toEqual([]);
    expect(privileges[0]?.reason).toMatch(/traces/);
  });
});

describe('an action that a role loses', () => {
  test('is missed by the first call that needed it', () => {
    const statements = [allow(['dynamodb:PutItem', 'dynamodb:GetItem'], table)];
    const calls = [put, { ...put, action: 'dynamodb:GetItem' }];
    expect(judge('f', statements, calls).faults).toEqual([]);
    expect(judge('f', without(statements, 'dynamodb:PutItem'), calls).faults).toEqual([
      `calls dynamodb:PutItem on ${table}, which its role does not allow`,
    ]);
    expect(unmissed('f', statements, calls)).toEqual([]);
  });

  test('is not, where a wildcard gives it again', () => {
    const logs = { action: 'logs:PutLogEvents', resource: 'arn:aws:logs:r:a:log-group:/aws/lambda/f:*:*' };
    const statements = [allow([logs.action, 'logs:*'], logs.resource)];
    expect(unmissed('f', statements, [logs])).toContain(logs.action);
  });
});

test.each([
  ['s3:Get*', 's3:GetObject', true],
  ['arn:aws:s3:::b/incoming/*', 'arn:aws:s3:::b/incoming/a/b.csv', true],
  ['arn:aws:s3:::b/incoming/*', 'arn:aws:s3:::b/rejects/a', false],
  ['a.b', 'axb', false],
  ['a?c', 'abc', true],
])('%s matches %s: %s', (pattern, value, expected) => {
  expect(matches(pattern, value)).toBe(expected);
});
