/**
 * So many characters are kept of a tracestate. The standard asks for 512; but an order's item carries it, which is one
 * write unit up to 1 KB, and a usual one takes half of that.
 */
const MAX_LENGTH = 256;
/** Entries longer than this go first: W3C Trace Context, section 3.3.1.5. */
const LONG_ENTRY = 128;
const MAX_ENTRIES = 32;
/** What is read of one at all. */
const MAX_READ = 8_192;

/** Section 3.3.1.3.1, in the wider form of Level 2. */
const KEY = /^[a-z0-9][a-z0-9_*/@-]{0,255}$/;
const VALUE = /^[ -+\--<>-~]{0,255}[!-+\--<>-~]$/;

/**
 * A tracestate that is fit to be passed on: whole entries, from the left, as many as there is room for. One that cannot
 * be read is dropped whole, as the standard says; the trace goes on without it.
 */
export function boundedTracestate(tracestate: unknown): string | undefined {
  if (typeof tracestate !== 'string' || tracestate.length > MAX_READ) return undefined;
  const entries = tracestate
    .split(',')
    .map((entry) => entry.replace(/^[ \t]+/, '').trimEnd())
    .filter((entry) => entry !== '');
  const keys = new Set(entries.map(keyOf));
  if (entries.length > MAX_ENTRIES || keys.has(undefined) || keys.size < entries.length) return undefined;
  const kept =
    lengthOf(entries) <= MAX_LENGTH ? entries : entries.filter(({ length }) => length <= LONG_ENTRY);
  while (lengthOf(kept) > MAX_LENGTH) kept.pop();
  return kept.length > 0 ? kept.join(',') : undefined;
}

/** The key of an entry; undefined of what is none. */
function keyOf(entry: string): string | undefined {
  const equals = entry.indexOf('=');
  const [key, value] = [entry.slice(0, equals), entry.slice(equals + 1)];
  return equals > 0 && KEY.test(key) && VALUE.test(value) ? key : undefined;
}

const lengthOf = (entries: string[]): number => entries.join(',').length;
