import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from '../gateway/proxy.ts';
import { type Behaviour, behaviourOf } from './behaviours.ts';

interface Kept {
  answer: Answer;
  /** Milliseconds since the epoch. */
  since: number;
  until: number;
}

interface Slot {
  key: string;
  maxTtlSeconds: number;
}

/** More than the combinations of all countries and variants. */
const MAX_ENTRIES = 1_000;

/**
 * Plays CloudFront's cache with the distribution's cache policies. It keeps answers to GET with status 200, as long as
 * their `max-age` says and the policy allows. The key is made of path, query and the policy's headers.
 */
export class EdgeCache {
  readonly #behaviours: readonly Behaviour[];
  readonly #kept = new Map<string, Kept>();

  constructor(behaviours: readonly Behaviour[]) {
    this.#behaviours = behaviours;
  }

  /** The slot for the answer to a request; undefined when it is never cached. `headers` are those that the origin gets. */
  slot(method: string, url: string, headers: IncomingHttpHeaders): Slot | undefined {
    const behaviour = behaviourOf(this.#behaviours, url);
    if (method !== 'GET' || !behaviour || behaviour.maxTtlSeconds === 0) return undefined;
    const key = JSON.stringify([url, ...behaviour.keyHeaders.map((name) => headers[name] ?? null)]);
    return { key, maxTtlSeconds: behaviour.maxTtlSeconds };
  }

  /** @returns the cached answer, with its `age` */
  get({ key }: Slot, now = Date.now()): Answer | undefined {
    const kept = this.#kept.get(key);
    if (!kept || kept.until <= now) return undefined;
    const age = String(Math.floor((now - kept.since) / 1000));
    return { ...kept.answer, headers: { ...kept.answer.headers, age } };
  }

  put({ key, maxTtlSeconds }: Slot, answer: Answer, now = Date.now()): void {
    const seconds = freshSeconds(String(answer.headers['cache-control'] ?? ''));
    if (answer.status !== 200 || seconds === 0) return;
    this.#kept.delete(key);
    this.#kept.set(key, { answer, since: now, until: now + Math.min(seconds, maxTtlSeconds) * 1000 });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_ENTRIES && oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** Seconds for which a shared cache may keep an answer. RFC 9111, section 5.2.2. */
function freshSeconds(cacheControl: string): number {
  if (/\b(no-store|no-cache|private)\b/i.test(cacheControl)) return 0;
  const [, shared] = /\bs-maxage=(\d+)/i.exec(cacheControl) ?? [];
  const [, age] = /\bmax-age=(\d+)/i.exec(cacheControl) ?? [];
  return Number(shared ?? age ?? 0);
}
