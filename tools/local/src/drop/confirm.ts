import { createInterface } from 'node:readline';

/** Asks on a terminal. Anything but yes is no, also the end of input. */
export function confirm(
  question: string,
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<boolean> {
  const terminal = createInterface({ input, output });
  return new Promise((resolve) => {
    // Without an answer there is no line break, and the next output would follow the question on its line.
    const close = () => {
      output.write('\n');
      resolve(false);
    };
    terminal.once('close', close);
    // readline reads keys in raw mode, where Ctrl-C raises no signal.
    terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    terminal.question(`${question} [y/N] `, (answer) => {
      resolve(/^\s*y(es)?\s*$/i.test(answer));
      terminal.off('close', close).close();
    });
  });
}
