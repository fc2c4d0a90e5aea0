import { createHash } from 'node:crypto';
import { type Call, callsOf } from './calls/index.ts';
import type { SignedRequest } from './recorder.ts';
import type { FunctionRole } from './roles.ts';

/** The calls of functions, by the access key that signed them. */
export class Recording {
  readonly #calls = new Map<string, Call[]>();
  /** Requests that the proof cannot read. */
  readonly faults = new Set<string>();

  readonly #own: string;

  /** @param ownAccessKeyId access key of the proof itself: its requests are not recorded */
  constructor(ownAccessKeyId: string) {
    this.#own = ownAccessKeyId;
  }

  record(request: SignedRequest): void {
    if (request.accessKeyId === this.#own) return;
    try {
      const calls = this.#calls.get(request.accessKeyId) ?? [];
      calls.push(...callsOf(request));
      this.#calls.set(request.accessKeyId, calls);
    } catch (error) {
      this.faults.add(error instanceof Error ? error.message : String(error));
    }
  }

  callsBy(role: FunctionRole): Call[] {
    return this.#calls.get(accessKeyOf(role)) ?? [];
  }
}

/** The engine derives a function's access key from the ARNs of the function and its role. */
function accessKeyOf({ functionArn, roleArn }: FunctionRole): string {
  const digest = createHash('sha256').update(`${functionArn}:${roleArn}`).digest('hex');
  return `ASIA${digest.slice(0, 16).toUpperCase()}`;
}
