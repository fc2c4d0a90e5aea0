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
