import { hash } from 'node:crypto';

/**
 * A UUIDv8 (RFC 9562, section 5.8) from the SHA-256 of the parts: the same parts give the same id on every attempt,
 * and nobody without all of them can guess it. Parts are length-prefixed, so `['ab', 'c']` and `['a', 'bc']` differ.
 *
 * @throws Error for a part that is not well-formed Unicode
 */
export function derivedId(...parts: string[]): string {
  // In UTF-8, all lone surrogates become the same bytes.
  if (!parts.every((part) => part.isWellFormed()))
    throw new Error('an id cannot be derived from broken text');
  const text = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('');
  const bytes = hash('sha256', text, 'buffer').subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** True if the text has the form of a {@link derivedId}. */
export const isDerivedId = (text: string): boolean => DERIVED.test(text);

const DERIVED = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** SHA-256 (base64url) of a JSON value, independent of the order of its object keys. */
export function fingerprint(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'base64url');
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
