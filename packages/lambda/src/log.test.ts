import { describe, expect, test } from '@jest/globals';
import { isLinear } from '@orderflow/validation/testing';
import fc from 'fast-check';
import { errorFields, logger } from './log.ts';
import { redact } from './redact.ts';

/** What a logger writes. */
function written(bound: object, use: (log: ReturnType<typeof logger>) => void): string {
  let text = '';
  use(
    logger({ ...bound }, (line) => {
      text += line;
    }),
  );
  return text;
}

describe('a log line', () => {
  test('is one JSON object with time, level, message, what is bound, and its own fields', () => {
    const text = written({ correlationId: 'c-1' }, (log) => log.warn('careful', { status: 503 }));
    expect(JSON.parse(text)).toEqual({
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: 'WARN',
      message: 'careful',
      correlationId: 'c-1',
      status: 503,
    });
  });

  test('has the level it was logged at', () => {
    const text = written({}, (log) => {
      log.info('a');
      log.warn('b');
      log.error('c');
    });
    const levels = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).level);
    expect(levels).toEqual(['INFO', 'WARN', 'ERROR']);
  });

  test('cannot be begun by a value: forged lines stay inside their field', () => {
    fc.assert(
      fc.property(fc.string(), fc.dictionary(fc.string(), fc.string()), (value, fields) => {
        const forged = `${value}\n{"level":"ERROR"}\r\n`;
        const text = written({ forged }, (log) => log.info(forged, { fields, more: forged }));
        expect(text.match(/[\n\r]/g)).toEqual(['\n']);
        expect(JSON.parse(text)).toMatchObject({ message: forged, forged, more: forged });
      }),
    );
  });
});

describe('an error in the log', () => {
  test('of a transaction says why it was cancelled, each reason once', () => {
    const refused = { Code: 'ValidationError', Message: 'Invalid UpdateExpression: Syntax error' };
    const error = Object.assign(new Error('cancelled [None, ValidationError, ValidationError]'), {
      CancellationReasons: [{ Code: 'None' }, refused, refused],
    });
    expect(errorFields(error)).toMatchObject({
      error: {
        message: 'cancelled [None, ValidationError, ValidationError]: Invalid UpdateExpression: Syntax error',
      },
    });
  });

  test('is told with its stack and its chain of causes', () => {
    const error = new Error('outer', { cause: new TypeError('inner', { cause: 'root' }) });
    expect(errorFields(error)).toEqual({
      error: {
        name: 'Error',
        message: 'outer',
        stack: error.stack,
        cause: {
          name: 'TypeError',
          message: 'inner',
          stack: expect.any(String),
          cause: { message: 'root' },
        },
      },
    });
  });

  test('quotes nothing of what people sent', () => {
    let broken: unknown;
    try {
      JSON.parse('Ada Lovelace <ada@example.com>');
    } catch (error) {
      broken = error;
    }
    const refused = new Error('not verified: ada.l+x@mail.example.com', { cause: broken });
    expect(JSON.stringify(errorFields(refused))).not.toMatch(/Lovelace|example/);
    expect(errorFields(refused)).toMatchObject({
      error: { message: 'not verified: [address]', cause: { message: 'It is not valid JSON' } },
    });
  });

  test.each([
    'a',
    'a.',
    '@',
    'a@',
    'a@a.',
    'a@b.c.',
    'a@b.cc ',
    'Unexpected token ',
    ' is not valid JSON',
    'Unexpected token a is not valid JSON',
  ])('is redacted in time that grows with its text, of %j', async (filler) => {
    const make = (size: number) => filler.repeat(size / filler.length);
    expect(await isLinear(make, redact)).toBe(true);
  });

  test('is told at no great length', () => {
    expect(redact('x'.repeat(100_000)).length).toBeLessThan(10_000);
  });

  test('is told as text when it is no Error', () => {
    expect(errorFields('out of stock')).toEqual({ error: { message: 'out of stock' } });
    expect(errorFields(undefined)).toEqual({ error: { message: 'undefined' } });
  });
});
