import { createHash } from 'node:crypto';
import { afterEach, expect, test } from '@jest/globals';
import { RefusedError } from '@orderflow/domain';
import { refusePastEdge } from './origin.ts';

afterEach(() => {
  delete process.env['EDGE_SECRET_SHA256'];
});

const closeTo = (...secrets: string[]) => {
  const digests = secrets.map((secret) => createHash('sha256').update(secret).digest('hex'));
  process.env['EDGE_SECRET_SHA256'] = digests.join(',');
};

const refused = (secret: string | undefined) => {
  try {
    refusePastEdge(secret === undefined ? {} : { 'x-origin-secret': secret });
    return false;
  } catch (error) {
    return error instanceof RefusedError && error.refusal === 'forbidden';
  }
};

test.each([undefined, ''])('an origin that is open (%p) takes every request', (setting) => {
  if (setting !== undefined) process.env['EDGE_SECRET_SHA256'] = setting;
  expect([refused(undefined), refused(''), refused('anything')]).toEqual([false, false, false]);
});

test('a closed origin takes what comes with the secret of the edge, and nothing else', () => {
  closeTo('kept-safe');
  expect(refused('kept-safe')).toBe(false);
  const digest = String(process.env['EDGE_SECRET_SHA256']);
  for (const wrong of [undefined, '', 'kept-saf', 'kept-safe ', 'Kept-safe', digest])
    expect(refused(wrong)).toBe(true);
});

test('a closed origin takes the old and the new secret while it is being changed', () => {
  closeTo('old', 'new');
  expect(['old', 'new', 'older', 'old,new', ',', ''].map(refused)).toEqual([
    false,
    false,
    true,
    true,
    true,
    true,
  ]);
});

test.each([',', 'kept-safe', 'ab'])('an origin whose setting is no digest (%p) takes nothing', (setting) => {
  process.env['EDGE_SECRET_SHA256'] = setting;
  expect([refused(undefined), refused(''), refused(setting)]).toEqual([true, true, true]);
});
