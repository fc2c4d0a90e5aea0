import { createInterface } from 'node:readline';

/** Asks on a terminal; anything but yes, also its end, is no. */
export function confirm(
  question: string,
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<boolean> {
  const terminal = createInterface({ input, output });
  return new Promise((resolve) => {
    // Without an answer, what comes next would stand behind the question.
    const close = () => {
      output.write('\n');
      resolve(false);
    };
    terminal.once('close', close);
    // A terminal that reads keys by itself makes no signal of Ctrl-C.
    terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    terminal.question(`${question} [y/N] `, (answer) => {
      resolve(/^\s*y(es)?\s*$/i.test(answer));
      terminal.off('close', close).close();
    });
  });
}
