import fc from 'fast-check';
import { samples } from './samples.ts';

/** Strings that are known to break software. */
const CLASSICS = [
  ...[
    '',
    ' ',
    '\0',
    '\r\n',
    '\n{"level":"ERROR","message":"forged"}\n',
    '\u2028',
    '\ud800',
    '\u202e',
    '\ufeff',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__proto__.polluted'],
  ...['../../etc/passwd', '%00', '%2e%2e%2f', '$' + '{jndi:ldap://x}', '{{7*7}}', "' OR 1=1 --", '=cmd|x!A1'],
  ...[
    'NaN',
    'null',
    'true',
    '-0',
    '1e999',
    '0x10',
    '9007199254740993',
    '2026-02-30',
    '0000-01-01',
    '+010000-01-01',
    '9999-12-31T23:59:59-23:59',
    '0000-01-01T00:00:00+14:00',
    '2026-02-30T00:00:00Z',
    '-000001-12-26',
  ],
  ...['.', '..', 'me', 'confirm', 'me/../confirm', 'key-1,key-2', '[inventory:write]', 'José\ufffd'],
  ...['a'.repeat(65), 'a'.repeat(129), 'a'.repeat(256), 'é'.repeat(600), '🧨'.repeat(200), 'a'.repeat(5_000)],
];

export const nasty: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...CLASSICS),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ maxLength: 40 }),
);

const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
  nasty,
  fc.constantFrom<unknown>(null, true, -1, 0, 0.5, 1e308, -1e-7, 2 ** 53, 2 ** 31, [], {}, [[]], [null]),
  fc.jsonValue({ maxDepth: 3 }),
  fc.array(fc.constant({ sku: 'tea', quantity: 1, unitPrice: 1 }), { minLength: 24, maxLength: 30 }),
);

/** A valid document with one error: a value replaced, a field removed or a field added. */
const mutated = (valid: unknown): fc.Arbitrary<string> =>
  fc
    .record({
      path: fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }),
      change: fc.constantFrom('replace', 'remove', 'add', 'pollute', 'nothing'),
      key: nasty,
      value: nastyValue,
    })
    .map(({ path, change, key, value }) => {
      const document = structuredClone(valid);
      mutate(document, path, change, key, value);
      const text = JSON.stringify(document);
      // An object literal cannot create an own `__proto__` property, so it is added to the JSON text.
      return change === 'pollute' ? text.replace('{', '{"__proto__":{"polluted":true},') : text;
    });

function mutate(
  document: unknown,
  [first = 0, ...rest]: number[],
  change: string,
  key: string,
  value: unknown,
) {
  if (typeof document !== 'object' || document === null) return;
  const target = document as Record<string, unknown>;
  const keys = Object.keys(target);
  const at = keys[first % Math.max(keys.length, 1)] ?? '0';
  if (rest.length > 0 && typeof target[at] === 'object') return mutate(target[at], rest, change, key, value);
  if (change === 'replace') target[at] = value;
  if (change === 'remove') delete target[at];
  if (change !== 'add') return;
  // A JSON list has no named fields, and its `length` only takes numbers: append instead.
  if (Array.isArray(document)) document.push(value);
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Hostile bodies where JSON is expected. */
export const body = (valid: unknown): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: mutated(valid) },
    { weight: 2, arbitrary: fc.json({ maxDepth: 4 }) },
    { weight: 1, arbitrary: nasty },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '['.repeat(50_000),
        '{"a":'.repeat(20_000),
        `"${'x'.repeat(300_000)}"`,
        JSON.stringify({ lines: Array(5_000).fill(0) }),
        // The largest possible body: 60 kB of this once took a function ten seconds.
        JSON.stringify({ lines: Array(85_000).fill({}) }),
        JSON.stringify({ events: Array(85_000).fill({}) }),
        JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`name${at}`, 1]))),
        `{"note":"${'\\\\ud800'.repeat(30_000)}"}`,
        '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
      ),
    },
  );

/** Cursors that no answer contained; some are well-formed. */
const cursor: fc.Arbitrary<string> = fc.oneof(
  nasty,
  fc
    .oneof(
      fc.jsonValue(),
      fc.tuple(fc.constantFrom('2026-11-20T08:00:00.000Z', '9999-12-31T23:59:59.999Z'), nasty),
      fc.tuple(nasty, fc.constant('order-1')),
      fc.constant([null, null]),
      fc.array(fc.tuple(fc.constant('2026-11-20T08:00:00.000Z'), nasty), { maxLength: 3 }),
    )
    .map((position) => Buffer.from(JSON.stringify(position)).toString('base64url')),
);

/** A header value as HTTP can carry it: Latin-1 without control characters. */
const headerValue = nasty.map((text) =>
  [...Buffer.from(text, 'latin1')]
    .filter((byte) => byte >= 0x20 && byte !== 0x7f)
    .map((byte) => String.fromCharCode(byte))
    .join(''),
);

/** Trace contexts, valid and almost valid. */
const traceparents = fc.stringMatching(
  /^(00|cc|ff)-([0-9a-f]{32}|0{32})-([0-9a-f]{16}|0{16})-[0-9a-f]{2}(-x)?$/,
);

const optional = (name: string, value: fc.Arbitrary<string>) =>
  fc.option(value, { nil: undefined }).map((given) => (given === undefined ? {} : { [name]: given }));

const merged = (...parts: fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Record<string, string>);

const SCOPES =
  'inventory:write analytics:read imports:write onboarding:write catalog:write fulfilment:write orders:price';

const paramsOf = (route: string): string[] => [...route.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/**
 * Requests that are valid except for one path parameter. Random requests pass the other checks only once in thirty
 * thousand times.
 */
export const wrongParams = (route: string) =>
  paramsOf(route).flatMap((wrong) =>
    CLASSICS.map((value) => ({
      sub: 'mallory',
      scope: SCOPES,
      params: Object.fromEntries(
        paramsOf(route).map((name) => [name, name === wrong ? value : 'order-of-mallory']),
      ),
      query: {},
      headers: { 'idempotency-key': '00000000-0000-4000-8000-000000000000' },
      body: JSON.stringify(samples[route] ?? {}),
      isBase64Encoded: false,
    })),
  );

/** Hostile requests with a genuine token. */
export const hostileRequest = (route: string) => {
  const names = paramsOf(route);
  return fc.record({
    sub: fc.oneof({ weight: 3, arbitrary: fc.constant('mallory') }, { weight: 1, arbitrary: nasty }),
    scope: fc.oneof(fc.constant(SCOPES), nasty),
    params: fc
      .tuple(...names.map(() => nasty))
      .map((values) => Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']))),
    query: merged(
      optional('limit', nasty),
      optional('cursor', cursor),
      optional('from', nasty),
      optional('to', nasty),
    ),
    headers: merged(
      optional('idempotency-key', fc.oneof(headerValue, fc.uuid())),
      optional('x-correlation-id', headerValue),
      optional('traceparent', fc.oneof(headerValue, traceparents)),
      optional('tracestate', headerValue),
      optional('content-type', headerValue),
    ),
    body: body(samples[route] ?? {}),
    isBase64Encoded: fc.oneof(
      { weight: 9, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  });
};
