export const print = (line: string) => process.stdout.write(`${line}\n`);

/** Runs a command with the process's arguments; an error becomes one line and exit code 1. */
export async function main(command: (args: string[]) => Promise<void>): Promise<void> {
  try {
    await command(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
