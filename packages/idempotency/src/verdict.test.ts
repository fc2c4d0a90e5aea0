import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { RefusedError } from '@orderflow/domain';
import { callError, cancelled, cancelledFor } from '../test/fakeClient.ts';
import { verdict } from './verdict.ts';

const guards = ['a', 'b'].map((event) => ({ events: [event], item: {} }));

describe('a failed transaction of two guards and an effect', () => {
  test('is of duplicates where guards fail, whatever else is wrong', () => {
    const failed = (...codes: string[]) => verdict(cancelled(...codes), guards);
    expect(failed('ConditionalCheckFailed', 'None', 'None')).toMatchObject({ known: new Set(['a']) });
    expect(failed('None', 'ConditionalCheckFailed', 'None')).toMatchObject({ known: new Set(['b']) });
    expect(failed('ConditionalCheckFailed', 'ConditionalCheckFailed', 'TransactionConflict')).toEqual({
      kind: 'duplicates',
      known: new Set(['a', 'b']),
    });
  });

  test('is of those that a guard of many finds applied, and can only be halved when it cannot tell', () => {
    const page = { events: ['a', 'b', 'c'], item: {}, applied: () => ['b'] };
    const refused = (reason: CancellationReason) =>
      verdict(cancelledFor([{ Code: 'ConditionalCheckFailed', ...reason }, { Code: 'None' }]), [page]);
    expect(refused({ Item: {} })).toEqual({ kind: 'duplicates', known: new Set(['b']) });
    expect(refused({}).kind).toBe('invalid');
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
    expect(verdict(new RefusedError('unavailable', 'Busy'), guards).kind).toBe('unavailable');
  });

  test('is invalid where it could not even be made', () => {
    expect(verdict(new TypeError('lines is not iterable'), guards).kind).toBe('invalid');
    expect(verdict('a string', guards).kind).toBe('invalid');
  });
});
