/**
 * Finds the checkpoint of a shard whose records are processed out of order (in parallel lanes): the last record
 * before which nothing is outstanding.
 */
export class Watermark {
  readonly #outstanding: { sequenceNumber: string; done: boolean }[] = [];
  readonly #bySequenceNumber = new Map<string, { sequenceNumber: string; done: boolean }>();

  /** Notes that a record was read; in shard order. */
  add(sequenceNumber: string): void {
    const entry = { sequenceNumber, done: false };
    this.#outstanding.push(entry);
    this.#bySequenceNumber.set(sequenceNumber, entry);
  }

  /** Marks records as processed. @returns the new checkpoint, if it moved */
  complete(sequenceNumbers: readonly string[]): string | undefined {
    for (const sequenceNumber of sequenceNumbers) {
      const entry = this.#bySequenceNumber.get(sequenceNumber);
      if (entry) entry.done = true;
    }
    const firstOpen = this.#outstanding.findIndex(({ done }) => !done);
    const finished = this.#outstanding.splice(0, firstOpen === -1 ? this.#outstanding.length : firstOpen);
    for (const { sequenceNumber } of finished) this.#bySequenceNumber.delete(sequenceNumber);
    return finished.at(-1)?.sequenceNumber;
  }
}
