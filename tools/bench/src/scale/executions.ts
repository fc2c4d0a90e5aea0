import { CONCURRENCY } from './aws.ts';

/** Lambda's executions at once in a region, which all functions share. */
export class Executions {
  readonly #most: number;
  #busy = 0;
  /** Invocations for which there was no room. */
  refused = 0;

  constructor(most: number = CONCURRENCY) {
    this.#most = most;
  }

  get busy(): number {
    return this.#busy;
  }

  /** Takes as many as there are, up to so many. */
  take(wanted: number): number {
    const taken = Math.min(wanted, this.#most - this.#busy);
    this.#busy += taken;
    this.refused += wanted - taken;
    return taken;
  }

  free(count: number): void {
    this.#busy -= count;
  }
}
