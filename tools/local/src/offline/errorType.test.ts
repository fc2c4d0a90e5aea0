import { expect, test } from '@jest/globals';
import { errorTypeOf, toPortable } from './errorType.ts';

class UnknownUserError extends Error {
  override readonly name = 'UnknownUserError';
}
class LambdaTimeoutError extends Error {}

test('an error keeps its name, message and stack over a message port', () => {
  const thrown = new UnknownUserError('nobody');
  const received = structuredClone(toPortable(thrown));
  expect(errorTypeOf(received)).toBe('UnknownUserError');
  expect(received.message).toBe('nobody');
  expect(received.stack).toBe(thrown.stack);
});

test('what is thrown without being an error is reported as one', () => {
  const received = structuredClone(toPortable('out of order'));
  expect([errorTypeOf(received), received.message]).toEqual(['Error', 'out of order']);
});

test('a timeout has the name that Lambda gives it', () => {
  expect(errorTypeOf(new LambdaTimeoutError('[504] - Lambda timeout.'))).toBe('Sandbox.Timedout');
});
