import { normalized, shown } from './shown.ts';

let known: Set<string> | undefined;

/**
 * A command that a page shows, for a test that runs it. If the page changes, the test fails until it runs the new
 * command.
 *
 * @param command as on the page, on one line and without comments
 * @param names placeholders and their values: `{ STAGE: 'local' }`
 * @returns the command to run
 * @throws Error when no page shows the command, or a placeholder is not in it
 */
export function documented(command: string, names: Record<string, string> = {}): string {
  known ??= new Set(shown().map((one) => one.command));
  if (!known.has(normalized(command))) throw new Error(`no page shows the command: ${command}`);
  return Object.entries(names).reduce((text, [name, value]) => {
    if (!text.includes(name)) throw new Error(`${name} is not in the command: ${command}`);
    const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return text.replaceAll(new RegExp(`(?<!\\w)${literal}(?!\\w)`, 'g'), () => value);
  }, command);
}
