import { normalized, shown } from './shown.ts';

let known: Set<string> | undefined;

/**
 * A command that a page shows, for a test that runs it: when the page changes, the test that no longer runs what the
 * page says fails.
 *
 * @param command as the page has it, on one line and without comments
 * @param names what stands for something else, and what it stands for: `{ STAGE: 'local' }`
 * @returns the command to run
 * @throws Error when no page shows it, or a name is not in it
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
