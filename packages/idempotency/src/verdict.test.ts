import { describe, expect, test } from '@jest/globals';
import { callError, cancelled } from '../test/fakeClient.ts';
import { BusyError } from './busyError.ts';
import { verdict } from './verdict.ts';

const guards = 2;

describe('a failed transaction of two guards and an effect', () => {
  test('is of duplicates where guards fail, whatever else is wrong', () => {
    const failed = (...codes: string[]) => verdict(cancelled(...codes), guards);
    expect(failed('ConditionalCheckFailed', 'None', 'None')).toMatchObject({ indexes: new Set([0]) });
    expect(failed('None', 'ConditionalCheckFailed', 'None')).toMatchObject({ indexes: new Set([1]) });
    expect(failed('ConditionalCheckFailed', 'ConditionalCheckFailed', 'TransactionConflict')).toEqual({
      kind: 'duplicates',
      indexes: new Set([0, 1]),
    });
  });

  test.each([
    [['None', 'None', 'ConditionalCheckFailed'], 'contended'],
    [['TransactionConflict', 'None', 'None'], 'contended'],
    [['None', 'None', 'ThrottlingError'], 'contended'],
    [['None', 'None', 'ProvisionedThroughputExceeded'], 'contended'],
    [['None', 'ValidationError', 'None'], 'invalid'],
    [['None', 'ItemCollectionSizeLimitExceeded', 'TransactionConflict'], 'invalid'],
    [['None', 'None', 'None'], 'invalid'],
    [[], 'invalid'],
  ])('for the reasons %j is %s', (codes, kind) => {
    expect(verdict(cancelled(...codes), guards).kind).toBe(kind);
  });

  test.each([
    ['ValidationException', 'invalid'],
    ['TransactionInProgressException', 'contended'],
    ['IdempotentParameterMismatchException', 'contended'],
    ['ProvisionedThroughputExceededException', 'unavailable'],
    ['InternalServerError', 'unavailable'],
    ['TimeoutError', 'unavailable'],
  ])('for a call that ended in %s is %s', (name, kind) => {
    expect(verdict(callError(name), guards).kind).toBe(kind);
  });

  test('is unavailable where reads of the plan were refused', () => {
    expect(verdict(new BusyError('busy'), guards).kind).toBe('unavailable');
  });

  test('is invalid where it could not even be made', () => {
    expect(verdict(new TypeError('lines is not iterable'), guards).kind).toBe('invalid');
    expect(verdict('a string', guards).kind).toBe('invalid');
  });
});
