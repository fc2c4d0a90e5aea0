import { expect, test } from '@jest/globals';
import { Conformance } from './conformance.ts';

const conformance = new Conformance();
const stock = { sku: 'TEA-1', available: 5, reserved: 0 };

function differences(status: number, body: unknown, headers: Record<string, string> = {}): string[] {
  const all = new Headers({ 'content-type': 'application/json', 'x-correlation-id': 'c', ...headers });
  return conformance.differences('GET', '/inventory/TEA-1?x=y', { status, headers: all, body });
}

test('a documented answer has no differences', () => {
  expect(differences(200, stock)).toEqual([]);
});

test.each<[string, number, unknown, Record<string, string>, string]>([
  ['an undocumented status', 202, stock, {}, 'GET /inventory/TEA-1?x=y -> 202 is not documented'],
  ['an undocumented field', 200, { ...stock, shelf: 'B' }, {}, 'must NOT have additional properties'],
  ['a missing field', 200, { sku: 'TEA-1', available: 5 }, {}, "must have required property 'reserved'"],
  ['another content type', 200, 'TEA', { 'content-type': 'text/plain' }, 'content type "text/plain"'],
  ['a problem that is none', 404, {}, { 'content-type': 'application/problem+json' }, "property 'detail'"],
])('%s is one', (_, status, body, headers, difference) => {
  expect(differences(status, body, headers)).toContainEqual(expect.stringContaining(difference));
});

test('an answer without a correlation id is one', () => {
  const headers = new Headers({ 'content-type': 'application/json' });
  expect(conformance.differences('GET', '/inventory/TEA-1', { status: 200, headers, body: stock })).toEqual([
    'GET /inventory/TEA-1 -> 200 lacks the header x-correlation-id',
  ]);
});
