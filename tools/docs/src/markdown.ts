/** A fenced block of a page. */
export interface Block {
  /** First word after the fence: `sh`, `json`, `mermaid`, … */
  language: string;
  /** Line of the fence, from 1. */
  line: number;
  text: string;
}

const FENCED = /^```(\w*)[^\n]*\n([\s\S]*?)^```$/gm;

/** The fenced blocks of a page, in order. */
export function blocks(markdown: string): Block[] {
  return [...markdown.matchAll(FENCED)].map(({ index, 1: language = '', 2: text = '' }) => ({
    language,
    line: markdown.slice(0, index).split('\n').length,
    text,
  }));
}

/** A page without its fenced blocks. */
export const prose = (markdown: string): string => markdown.replace(FENCED, '');

/** The anchors of a page's headings, as GitHub makes them. */
export function anchors(markdown: string): string[] {
  return [...prose(markdown).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

/** Targets of a page's links, those of code aside. */
export function links(markdown: string): string[] {
  const text = prose(markdown).replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[()[\]]/g, ''));
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}
