/** One command of a shell block: its words, without quotes, redirections and comments. */
export type Command = string[];

const PREFIX = /^(\w+=\S*\s+)+/;

/**
 * The simple commands in a shell block, for the syntax that documentation uses. Joined lines, pipes, `;`, `&&` and
 * substitutions are split; here documents are left out.
 */
export function commands(block: string): Command[] {
  return lines(block).flatMap((line) => split(line).map(words));
}

/** The lines of a shell block: continued lines are joined, comments and here documents are removed. */
export const lines = (block: string): string[] =>
  block
    .replaceAll(/<<'(\w+)'\n[\s\S]*?\n\1$/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .replaceAll(/(^|\s)# .*$/gm, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Splits a line at its operators, outside of quotes; a substitution is a separate command. */
function split(line: string): string[] {
  const inner = [...line.matchAll(/\$\(((?:[^()'"]|'[^']*'|"[^"]*")*)\)/g)].map(([, text = '']) => text);
  const outer = line.replaceAll(/\$\(((?:[^()'"]|'[^']*'|"[^"]*")*)\)/g, 'SUBSTITUTED');
  return [outer, ...inner]
    .flatMap((text) => text.match(/(?:[^|;&'"]|'[^']*'|"(?:\\.|[^"\\])*")+/g) ?? [])
    .map((text) => text.trim().replace(PREFIX, ''))
    .filter((text) => text !== '' && !/^\w+=/.test(text));
}

const words = (text: string): string[] =>
  (text.match(/(?:[^\s'"]|'[^']*'|"(?:\\.|[^"\\])*")+/g) ?? [])
    .map((word) => word.replaceAll(/^['"]|['"]$/g, ''))
    .filter((word) => !/^\d?[<>]/.test(word));
