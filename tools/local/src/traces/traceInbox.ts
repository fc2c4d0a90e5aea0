import { setImmediate as turn } from 'node:timers/promises';
import { readOtlp } from '@orderflow/ops/traces/readOtlp';
import { TraceStore } from '@orderflow/ops/traces/traceStore';

export const PROTOBUF = 'application/x-protobuf';

const MAX_BYTES = 8 * 1024 * 1024;
/** Bodies that are read before others get their turn. */
const AT_ONCE = 16;

/**
 * What functions tell of themselves. It is put aside as it comes, and read when somebody looks: reading costs more than
 * all else, and most of what a busy copy tells nobody asks for. Of what nobody has looked at, the last 8 MiB are kept.
 */
export class TraceInbox {
  readonly #store: TraceStore;
  readonly #maxBytes: number;
  #waiting: Buffer[] = [];
  #bytes = 0;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(store = new TraceStore(), maxBytes = MAX_BYTES) {
    this.#store = store;
    this.#maxBytes = maxBytes;
  }

  /** Puts a request of OTLP in protobuf aside. One that is none is found out, and left out, when it is read. */
  take(body: Buffer): void {
    this.#waiting.push(body);
    this.#bytes += body.length;
    while (this.#bytes > this.#maxBytes) this.#bytes -= this.#waiting.shift()?.length ?? 0;
  }

  /** Takes a request of OTLP whose sender waits for an answer. @throws Error when the body is none */
  takeNow(body: Buffer, contentType: string): void {
    this.#store.add(readOtlp(body, contentType));
  }

  /** The traces, with everything that has come in. */
  async open(): Promise<TraceStore> {
    this.#reading = this.#reading.then(() => this.#read());
    await this.#reading;
    return this.#store;
  }

  async #read(): Promise<void> {
    const bodies = this.#waiting;
    this.#waiting = [];
    this.#bytes = 0;
    for (const [index, body] of bodies.entries()) {
      try {
        this.#store.add(readOtlp(body, PROTOBUF));
      } catch {
        // Whoever sent it hears nothing in any case.
      }
      if (index % AT_ONCE === AT_ONCE - 1) await turn();
    }
  }
}
