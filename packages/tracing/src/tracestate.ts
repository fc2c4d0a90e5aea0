/**
 * So many characters of a tracestate are kept. The standard asks for 512, but an order's item stores the tracestate.
 * The item costs one write unit up to 1 KB, and a usual one takes half of that.
 */
const MAX_LENGTH = 256;
/** Entries longer than this go first: W3C Trace Context, section 3.3.1.5. */
const LONG_ENTRY = 128;
const MAX_ENTRIES = 32;
/** A longer tracestate is not read at all. */
const MAX_READ = 8_192;

/** Section 3.3.1.3.1, in the wider form of Level 2. */
const KEY = /^[a-z0-9][a-z0-9_*/@-]{0,255}$/;
const VALUE = /^[ -+\--<>-~]{0,255}[!-+\--<>-~]$/;

/**
 * A tracestate that can be passed on: as many whole entries as fit, from the left. An unreadable one is dropped whole,
 * as the standard says; the trace continues without it.
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

/** The key of an entry; undefined if the entry is invalid. */
function keyOf(entry: string): string | undefined {
  const equals = entry.indexOf('=');
  const [key, value] = [entry.slice(0, equals), entry.slice(equals + 1)];
  return equals > 0 && KEY.test(key) && VALUE.test(value) ? key : undefined;
}

const lengthOf = (entries: string[]): number => entries.join(',').length;
