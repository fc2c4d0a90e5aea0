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

/** More than all countries in all variants. */
const MAX_ENTRIES = 1_000;

/**
 * What CloudFront's cache does under the distribution's cache policies: answers 200 to GET, for as long as they say
 * (`max-age`) and the policy allows, by path, query and the policy's headers.
 */
export class EdgeCache {
  readonly #behaviours: readonly Behaviour[];
  readonly #kept = new Map<string, Kept>();

  constructor(behaviours: readonly Behaviour[]) {
    this.#behaviours = behaviours;
  }

  /** Where the answer to a request is kept, headers as the origin gets them; nowhere when it never is. */
  slot(method: string, url: string, headers: IncomingHttpHeaders): Slot | undefined {
    const behaviour = behaviourOf(this.#behaviours, url);
    if (method !== 'GET' || !behaviour || behaviour.maxTtlSeconds === 0) return undefined;
    const key = JSON.stringify([url, ...behaviour.keyHeaders.map((name) => headers[name] ?? null)]);
    return { key, maxTtlSeconds: behaviour.maxTtlSeconds };
  }

  /** @returns the answer that is kept, with its `age` */
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

/** For how long an answer may be kept by a shared cache. RFC 9111, section 5.2.2. */
function freshSeconds(cacheControl: string): number {
  if (/\b(no-store|no-cache|private)\b/i.test(cacheControl)) return 0;
  const [, shared] = /\bs-maxage=(\d+)/i.exec(cacheControl) ?? [];
  const [, age] = /\bmax-age=(\d+)/i.exec(cacheControl) ?? [];
  return Number(shared ?? age ?? 0);
}
