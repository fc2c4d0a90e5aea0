import { afterEach, expect, test } from '@jest/globals';
import { RefusedError } from '@orderflow/domain';
import { refusePastEdge } from './origin.ts';

afterEach(() => {
  delete process.env['EDGE_SECRET'];
});

const refused = (secret: string | undefined) => {
  try {
    refusePastEdge(secret === undefined ? {} : { 'x-edge-secret': secret });
    return false;
  } catch (error) {
    return error instanceof RefusedError && error.refusal === 'forbidden';
  }
};

test.each([undefined, ''])('an origin that is open (%p) takes every request', (setting) => {
  if (setting !== undefined) process.env['EDGE_SECRET'] = setting;
  expect([refused(undefined), refused(''), refused('anything')]).toEqual([false, false, false]);
});

test('a closed origin takes what comes with the secret of the edge, and nothing else', () => {
  process.env['EDGE_SECRET'] = 'kept-safe';
  expect(refused('kept-safe')).toBe(false);
  for (const wrong of [undefined, '', 'kept-saf', 'kept-safe ', 'Kept-safe'])
    expect(refused(wrong)).toBe(true);
});

test('a closed origin takes both secrets while they are being changed', () => {
  process.env['EDGE_SECRET'] = 'old,new';
  const edges = ['old', 'old,new', 'new,newer', 'new'];
  expect(edges.map(refused)).toEqual([false, false, false, false]);
  expect(['older', 'older,newer', ',', ''].map(refused)).toEqual([true, true, true, true]);
});

test('an origin with a setting that is no secret takes nothing', () => {
  process.env['EDGE_SECRET'] = ',';
  expect([refused(undefined), refused(''), refused(','), refused('x')]).toEqual([true, true, true, true]);
});
