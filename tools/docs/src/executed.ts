import { files, read } from './repository.ts';
import { normalized } from './shown.ts';

const CALL = /\bdocumented\(\s*('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`)/g;

/** The commands that a source hands to `documented`. */
export const handed = (source: string): string[] =>
  [...source.matchAll(CALL)].map(([, literal = '']) =>
    normalized(literal.slice(1, -1).replaceAll(/\\(.)/g, '$1')),
  );

/** The commands that .ci/run runs: its sections, and every script `check:…`. */
function byContinuousIntegration(): string[] {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const sections = [...read('.ci/run').matchAll(/^section '(pnpm [\w:]+)'/gm)].map(([, run = '']) => run);
  const checks = Object.keys(scripts).filter((script) => script.startsWith('check:'));
  return [...sections, 'pnpm check', ...checks.map((check) => `pnpm ${check}`)];
}

/** The tests of this package hand on commands without running them. */
const isOwn = (path: string) => path.startsWith('tools/docs/');

/** Every command of the pages that is executed as it stands there. */
export const executed = (): string[] => [
  ...files('.ts')
    .filter((path) => !isOwn(path))
    .map(read)
    .flatMap(handed),
  ...byContinuousIntegration(),
];
