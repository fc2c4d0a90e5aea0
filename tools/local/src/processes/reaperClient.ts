import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** The supervisor's side of the reaper: tells it which process groups live. See reaper.ts. */
export class ReaperClient {
  readonly #groups = new Set<number>();
  #reaper: ChildProcess | undefined;
  #closed = false;

  add(group: number): void {
    this.#groups.add(group);
    this.#reaper ??= this.#spawn();
    this.#say(`+${group}`);
  }

  remove(group: number): void {
    this.#groups.delete(group);
    this.#say(`-${group}`);
  }

  /** Tells the reaper to finish. It ends every group that is still on its list. */
  close(): void {
    this.#closed = true;
    this.#reaper?.stdin?.end();
  }

  #say(line: string): void {
    this.#reaper?.stdin?.write(`${line}\n`);
  }

  #spawn(): ChildProcess {
    const script = join(import.meta.dirname, 'reaper.ts');
    // Detached: a Ctrl-C in the terminal must not reach it.
    const reaper = spawn(process.execPath, [script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    reaper.stdin?.on('error', () => {});
    reaper.once('exit', () => {
      if (!this.#closed) {
        this.#reaper = this.#spawn();
        for (const group of this.#groups) {
          this.#say(`+${group}`);
        }
      }
    });
    return reaper;
  }
}
