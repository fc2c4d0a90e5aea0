import { CONCURRENCY } from './aws.ts';

/** Lambda's concurrent executions in a region, which all functions share. */
export class Executions {
  readonly #most: number;
  #busy = 0;
  /** Refused invocations. */
  refused = 0;

  constructor(most: number = CONCURRENCY) {
    this.#most = most;
  }

  get busy(): number {
    return this.#busy;
  }

  /** Takes as many as available, up to `wanted`. */
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
