import { SingleBar } from 'cli-progress';

export interface Progress {
  /** Begins a phase that ends at `total` bytes. */
  start(phase: string, total: number): void;
  /** Corrects the name and the total of the current phase. */
  resize(phase: string, total: number): void;
  update(bytes: number, note?: string): void;
  stop(): void;
}

/** Shows nothing, for scripts. */
export const silent: Progress = { start() {}, resize() {}, update() {}, stop() {} };

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

/** A bar on a terminal; elsewhere a line every few seconds. Goes to stderr: stdout is for results. */
export class ProgressBar implements Progress {
  #bar: SingleBar | undefined;

  start(phase: string, total: number): void {
    this.stop();
    this.#bar = new SingleBar({
      format: '{phase} {bar} {percentage} %  {done}/{size} MB  {note}',
      stream: process.stderr,
      noTTYOutput: true,
      notTTYSchedule: 5_000,
      hideCursor: true,
      clearOnComplete: false,
    });
    this.#bar.start(Math.max(total, 1), 0, { phase, done: '0.0', size: megabytes(total), note: '' });
  }

  resize(phase: string, total: number): void {
    this.#bar?.setTotal(Math.max(total, 1));
    this.#bar?.update({ phase, size: megabytes(total) });
  }

  update(bytes: number, note = ''): void {
    this.#bar?.update(bytes, { done: megabytes(bytes), note });
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}
