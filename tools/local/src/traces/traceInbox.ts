import { setImmediate as turn } from 'node:timers/promises';
import { readOtlp } from '@orderflow/ops/traces/readOtlp';
import { TraceStore } from '@orderflow/ops/traces/traceStore';
import { Fifo } from '../fifo.ts';

export const PROTOBUF = 'application/x-protobuf';

const MAX_BYTES = 8 * 1024 * 1024;
/** Bodies that are read before other work gets its turn. */
const AT_ONCE = 16;

/**
 * Spans of the functions. They are stored as they come and parsed when somebody asks for traces: parsing costs more than
 * all else, and nobody asks for most spans of a busy copy. Of the unread ones, the last 8 MiB are kept.
 */
export class TraceInbox {
  readonly #store: TraceStore;
  readonly #maxBytes: number;
  #waiting = new Fifo<Buffer>();
  #bytes = 0;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(store = new TraceStore(), maxBytes = MAX_BYTES) {
    this.#store = store;
    this.#maxBytes = maxBytes;
  }

  /** Stores an OTLP request in protobuf. An invalid one is dropped when it is read. */
  take(body: Buffer): void {
    this.#waiting.push(body);
    this.#bytes += body.length;
    while (this.#bytes > this.#maxBytes) this.#bytes -= this.#waiting.shift()?.length ?? 0;
  }

  /** Reads an OTLP request at once, because its sender waits for an answer. @throws Error when the body is invalid */
  takeNow(body: Buffer, contentType: string): void {
    this.#store.add(readOtlp(body, contentType));
  }

  /** The traces, including everything that was stored. */
  async open(): Promise<TraceStore> {
    this.#reading = this.#reading.then(() => this.#read());
    await this.#reading;
    return this.#store;
  }

  async #read(): Promise<void> {
    const bodies = [...this.#waiting];
    this.#waiting = new Fifo();
    this.#bytes = 0;
    for (const [index, body] of bodies.entries()) {
      try {
        this.#store.add(readOtlp(body, PROTOBUF));
      } catch {
        // The sender gets no answer in any case.
      }
      if (index % AT_ONCE === AT_ONCE - 1) await turn();
    }
  }
}
