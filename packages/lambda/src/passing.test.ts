import { expect, test } from '@jest/globals';
import { LaterError, RefusedError } from '@orderflow/domain';
import { ValidationError } from '@orderflow/validation';
import { isOutage, isPassing } from './passing.ts';

const failure = (name: string, fields: object = {}) =>
  Object.assign(new Error('no'), { name, $metadata: {}, ...fields });
const cancelled = (...codes: string[]) =>
  failure('TransactionCanceledException', { CancellationReasons: codes.map((Code) => ({ Code })) });

test.each([
  ['throttling', failure('ProvisionedThroughputExceededException')],
  ['a fault of the server', failure('InternalServerError', { $metadata: { httpStatusCode: 500 } })],
  ['a server that is not there', failure('Error', { code: 'ECONNREFUSED' })],
  ['silence', failure('TimeoutError')],
  ['a conflict', cancelled('None', 'TransactionConflict')],
  ['a table that throttles a transaction', cancelled('ThrottlingError', 'None')],
  ['what gave way for too long', new RefusedError('unavailable', 'busy')],
  ['what may be done later', new LaterError('held')],
  [
    'what says so itself (BusyError of packages/idempotency)',
    Object.assign(new Error('busy'), { $retryable: { throttling: true } }),
  ],
])('%s is an outage, and passes', (_, error) => {
  expect([isOutage(error), isPassing(error)]).toEqual([true, true]);
});

test.each([
  ['a permission that is gone', failure('AccessDeniedException')],
  ['a table that is gone', failure('ResourceNotFoundException')],
  ['a key that is switched off', failure('KMSDisabledException')],
])('%s is waited for like an outage, but does not pass by itself', (_, error) => {
  expect([isOutage(error), isPassing(error)]).toEqual([true, false]);
});

test.each([
  ['a message that cannot be read', new SyntaxError('not JSON')],
  ['a message that breaks its schema', new ValidationError([])],
  ['a refused write', failure('ValidationException')],
  ['a condition that fails', cancelled('ConditionalCheckFailed')],
  ['a request that is refused', new RefusedError('conflict', 'no')],
  ['a bug', new TypeError('undefined is not a function')],
  ['a bug that is called like an error of AWS', Object.assign(new Error('no'), { name: 'AccessDenied' })],
  ['what is no error', 'no'],
])('%s is the failure of the message itself', (_, error) => {
  expect(isOutage(error)).toBe(false);
});
