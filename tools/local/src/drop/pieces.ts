import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Upload } from './importsApi.ts';
import { upload } from './upload.ts';

/** Uploads in progress at once. One more ends the oldest. */
const MOST = 8;

interface Begun {
  body: PassThrough;
  sent: number;
  /** Settles when S3 has answered. */
  done: Promise<void>;
}

/**
 * Takes files in pieces, and sends each file to its presigned URL in one request. The console's page has no access to the
 * bucket, and the gateway waits no longer for a request than API Gateway does.
 */
export class Pieces {
  readonly #slots = new Map<string, Upload>();
  readonly #begun = new Map<string, Begun>();

  /** Accepts the file of an import from now on. */
  expect(slot: Upload): void {
    this.#slots.set(slot.importId, slot);
    for (const importId of [...this.#slots.keys()].slice(0, -MOST)) this.#forget(importId);
  }

  /**
   * Passes the next piece on. A piece at offset 0 starts the file again.
   *
   * @throws Error for a piece that is not the next one, or with the reason why the upload failed.
   */
  async add(importId: string, offset: number, size: number, piece: Buffer): Promise<void> {
    const slot = this.#slots.get(importId);
    if (!slot) throw new Error('This upload is not known any more. Choose the file again.');
    if (offset === 0) this.#begin(slot, size);
    const begun = this.#begun.get(importId);
    if (!begun || begun.sent !== offset || offset + piece.length > size) {
      throw new Error('A piece of the file is missing. Choose the file again.');
    }
    begun.sent += piece.length;
    try {
      if (!begun.body.write(piece)) await Promise.race([once(begun.body, 'drain'), begun.done]);
      if (begun.sent < size) return;
      begun.body.end();
      await begun.done;
    } catch (error) {
      this.#stop(importId);
      throw error;
    }
    this.#forget(importId);
  }

  close(): void {
    for (const importId of this.#slots.keys()) this.#forget(importId);
  }

  #begin(slot: Upload, size: number): void {
    this.#stop(slot.importId);
    const body = new PassThrough();
    body.on('error', () => {});
    const done = upload(body, size, slot, () => {});
    // The next call of `add` reports the error.
    done.catch(() => {});
    this.#begun.set(slot.importId, { body, sent: 0, done });
  }

  #stop(importId: string): void {
    this.#begun.get(importId)?.body.destroy(new Error('The upload was given up'));
    this.#begun.delete(importId);
  }

  #forget(importId: string): void {
    this.#stop(importId);
    this.#slots.delete(importId);
  }
}
