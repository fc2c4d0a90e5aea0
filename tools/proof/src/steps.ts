const print = (line: string) => process.stdout.write(`${line}\n`);

/** Runs the steps of the proof, prints their results and counts them. */
export class Steps {
  passed = 0;
  failed = 0;

  /** Runs one step. A step fails by throwing; the later steps run anyway. */
  async run(name: string, step: () => Promise<string | undefined>): Promise<void> {
    const started = Date.now();
    print(`\n=== ${name}`);
    try {
      const said = await step();
      this.passed += 1;
      print(`--- ok, ${seconds(started)}${said ? `: ${said}` : ''}`);
    } catch (error) {
      this.failed += 1;
      print(`--- FAILED, ${seconds(started)}: ${error instanceof Error ? error.message : error}`);
    }
  }
}

const seconds = (started: number) => `${((Date.now() - started) / 1000).toFixed(1)} s`;
