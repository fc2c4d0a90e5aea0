export const print = (line: string) => process.stdout.write(`${line}\n`);

/** Runs a command with the process's arguments, or shows how it is used; an error becomes one line and exit code 1. */
export async function main(usage: string, command: (args: string[]) => Promise<void>): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return;
  }
  try {
    await command(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
