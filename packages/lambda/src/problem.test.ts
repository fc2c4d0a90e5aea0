import { describe, expect, test } from '@jest/globals';
import { type Refusal, RefusedError } from '@orderflow/domain';
import { ValidationError } from '@orderflow/validation';
import { captureLog } from '../test/captureLog.ts';
import { httpEvent } from '../test/httpEvent.ts';
import { http } from './http.ts';
import { MAX_BODY_BYTES } from './request.ts';

const logged = captureLog();

/** The answer to a request whose function throws. */
async function answerTo(error: unknown) {
  const handler = http(async () => {
    throw error;
  });
  const { statusCode, headers, body } = await handler(httpEvent());
  return { status: statusCode, headers, text: body ?? '', problem: JSON.parse(body ?? '') };
}
const awsError = (name: string, $metadata: object = {}, more: object = {}) =>
  Object.assign(new Error(`arn:aws:secret ${name}`), { name, $metadata, ...more });

describe('a refused request', () => {
  const refusals: [Refusal, number, string][] = [
    ['malformed', 400, 'Bad Request'],
    ['unauthenticated', 401, 'Unauthorized'],
    ['forbidden', 403, 'Forbidden'],
    ['not-found', 404, 'Not Found'],
    ['conflict', 409, 'Conflict'],
    ['unprocessable', 422, 'Unprocessable Entity'],
    ['unavailable', 503, 'Service Unavailable'],
  ];

  test.each(refusals)('that is %s is answered %i', async (refusal, status, title) => {
    const answer = await answerTo(new RefusedError(refusal, 'What is wrong'));
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json' });
    expect(answer.problem).toEqual({ type: 'about:blank', title, status, detail: 'What is wrong' });
  });

  test('says that there is more wrong than it tells', async () => {
    const errors = [{ pointer: '/a', message: 'is required' }];
    const { problem } = await answerTo(new ValidationError(errors, true));
    expect(problem).toMatchObject({
      detail: 'The request does not follow its schema; these are the first 1 errors',
      errors,
    });
  });

  test('says where it is wrong, if that is known', async () => {
    const errors = [{ pointer: '/lines/1/sku', message: 'is in an earlier line already' }];
    expect((await answerTo(new RefusedError('unprocessable', 'No', errors))).problem).toMatchObject({
      errors,
    });
    const { status, problem } = await answerTo(new ValidationError(errors));
    expect(status).toBe(422);
    expect(problem).toMatchObject({ title: 'Unprocessable Entity', errors });
  });

  test('leaves no error in the log, unless it is ours', async () => {
    await answerTo(new RefusedError('conflict', 'No'));
    expect(logged().map(({ level }) => level)).toEqual(['INFO']);
  });

  test('that is larger than 256 KiB is answered 413', async () => {
    const handler = http(async () => ({ status: 200, body: {} }));
    const { statusCode } = await handler(httpEvent({ body: 'x'.repeat(MAX_BODY_BYTES + 1) }));
    expect(statusCode).toBe(413);
  });
});

describe('a request that may go well in a moment is answered 503 with Retry-After', () => {
  test.each([
    awsError('ProvisionedThroughputExceededException'),
    awsError('ThrottlingException'),
    awsError('RequestLimitExceeded'),
    awsError('TooManyRequestsException', { httpStatusCode: 429 }),
    awsError('TransactionConflictException', { httpStatusCode: 400 }),
    awsError('TransactionInProgressException'),
    awsError('InternalServerError', { httpStatusCode: 500 }),
    awsError('ServiceUnavailable', { httpStatusCode: 503 }),
    awsError('TimeoutError'),
    awsError('Error', {}, { code: 'ECONNREFUSED' }),
    awsError('ReplicatedWriteConflictException', {}, { $retryable: {} }),
    new RefusedError('unavailable', 'Busy'),
  ])('$name $code', async (error) => {
    const { status, headers, text } = await answerTo(error);
    expect(status).toBe(503);
    expect(headers).toMatchObject({ 'retry-after': '1' });
    expect(text).not.toContain('secret');
    expect(logged()).toContainEqual(expect.objectContaining({ level: 'ERROR', message: 'request failed' }));
  });
});

describe('an error that is not meant for callers', () => {
  test.each([
    ['a bug', new TypeError('secret is not a function')],
    ['an access that was denied', awsError('AccessDeniedException', { httpStatusCode: 400 })],
    ['a failed condition', awsError('ConditionalCheckFailedException', { httpStatusCode: 400 })],
    ['something that is no error', 'secret'],
  ])('is answered as a bare 500: %s', async (_, error) => {
    const { status, headers, problem, text } = await answerTo(error);
    expect(status).toBe(500);
    expect(headers).not.toHaveProperty('retry-after');
    expect(Object.keys(problem)).toEqual(['type', 'title', 'status', 'detail']);
    expect(text).not.toContain('secret');
  });

  test('is logged whole, with its causes and the correlation id that the caller quotes', async () => {
    const cause = new RangeError('the cause');
    const { headers } = await answerTo(new Error('the error', { cause }));
    expect(logged()).toContainEqual(
      expect.objectContaining({
        level: 'ERROR',
        correlationId: headers?.['x-correlation-id'],
        error: expect.objectContaining({
          message: 'the error',
          stack: expect.stringContaining('problem.test.ts'),
          cause: expect.objectContaining({ name: 'RangeError', message: 'the cause' }),
        }),
      }),
    );
  });
});
