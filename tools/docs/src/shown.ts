import { blocks, prose } from './markdown.ts';
import { pages, read } from './repository.ts';
import { lines } from './shell.ts';
import { tour } from './tour.ts';

/** A command that a page shows. */
export interface Shown {
  page: string;
  /** In {@link normalized} form. */
  command: string;
  /** In running text, where a command may be named without its arguments. */
  inline: boolean;
}

/** Sections whose blocks a test runs in order and compares with the printed output. */
export const TOURS = [
  { page: 'README.md', heading: 'Three-minute tour' },
  { page: 'docs/paid-order.md', heading: 'The tour' },
] as const;

/** Normalizes equivalent spellings: `npx --yes pnpm@12` becomes `pnpm`. */
export const normalized = (command: string): string =>
  command.replaceAll('npx --yes pnpm@12', 'pnpm').replaceAll(/\s+/g, ' ').trim();

/** The commands of every page, except those of the {@link TOURS}. */
export const shown = (): Shown[] => pages().flatMap((page) => shownBy(page, read(page)));

/** The commands of one page. */
export function shownBy(page: string, markdown: string): Shown[] {
  const inTour = new Set(
    TOURS.filter((one) => one.page === page)
      .flatMap(({ heading }) => tour(markdown, heading))
      .map(({ script }) => script),
  );
  const inBlocks = blocks(markdown)
    .filter(({ language, text }) => language === 'sh' && !inTour.has(text))
    .flatMap(({ text }) => lines(text))
    .filter((line) => !line.startsWith('cd '));
  const inText = [...prose(markdown).matchAll(/`([^`]+)`/g)]
    .map(([, text = '']) => text)
    .filter((text) => COMMAND.test(text) && !text.includes('…'));
  const all = (commands: string[], inline: boolean) =>
    commands.map((command) => ({ page, command: normalized(command), inline }));
  return [...all(inBlocks, false), ...all(inText, true)];
}

const COMMAND = /^([A-Z_]+=\S+ )?((pnpm|npx|aws|curl|node|git) \S|\. \S)/;
