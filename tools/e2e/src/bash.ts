import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';

/** A shell that keeps its variables between scripts, like an interactive one. */
export class Bash {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  #output = '';

  constructor(cwd: string) {
    this.#child = spawn('bash', [], { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#output += text;
    });
  }

  /** @returns the script's standard output */
  async run(script: string): Promise<string> {
    const end = `end of ${randomUUID()}`;
    this.#output = '';
    this.#child.stdin.write(`${script}\necho; echo '${end}'\n`);
    while (!this.#output.includes(end))
      await new Promise((resolve) => this.#child.stdout.once('data', resolve));
    return this.#output.slice(0, this.#output.indexOf(end));
  }

  stop(): void {
    this.#child.stdin.end();
  }
}
