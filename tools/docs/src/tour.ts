import { type Block, blocks } from './markdown.ts';

/** A shell block, with the block of its output if there is one. */
export interface Step {
  line: number;
  script: string;
  prints?: Block;
}

/** The steps of a section of a page, in order. */
export function tour(markdown: string, heading: string): Step[] {
  const [, section = ''] = markdown.split(`\n## ${heading}\n`);
  const all = blocks(section.split('\n## ')[0] ?? '');
  return all.flatMap(({ language, line, text }, at) => {
    const next = all[at + 1];
    const prints = next && next.language !== 'sh' ? { prints: next } : {};
    return language === 'sh' ? [{ line, script: text, ...prints }] : [];
  });
}

/** Text that differs between runs: ids, times, signed links, speeds. */
const VOLATILE: [pattern: RegExp, name: string][] = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'TIME'],
  [/\d{4}-\d\d-\d\d/g, 'DATE'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID'],
  [/https?:\S+/g, 'URL'],
  [/\d+\.\d s \(\d+ rows\/s\)/g, 'SPEED'],
];

const steady = (text: string) =>
  VOLATILE.reduce((rest, [pattern, name]) => rest.replace(pattern, name), text);

/**
 * If only a part of an output is shown, only the shape of that part is compared: other tests may have changed its
 * numbers.
 */
const isPart = ({ text }: Block) => text.includes('…');

/** The content of a block and the printed output, in a comparable form. */
export function compared(block: Block, printed: string): { expected: unknown; actual: unknown } {
  if (block.language === 'json' && isPart(block)) {
    const expected = shape(JSON.parse(block.text.replaceAll(/…,?/g, '')));
    return { expected, actual: partOf(shape(JSON.parse(printed)), expected) };
  }
  // A signed link is shown without its end.
  const of = (text: string) => essence(block.language, text.replaceAll(/(https?:\S*)…/g, '$1'));
  return {
    expected: of(block.text),
    actual: of(block.language === 'http' ? shown(block.text, printed) : printed),
  };
}

/** A response without the headers that the page does not show, such as those of the connection. */
function shown(page: string, answer: string): string {
  const names = new Set(page.split('\n').map(nameOf));
  const [head = '', body = ''] = answer.replaceAll('\r', '').split('\n\n');
  const [status, ...headers] = head.split('\n');
  return [status, ...headers.filter((header) => names.has(nameOf(header))), '', body].join('\n');
}

const nameOf = (header: string) => header.split(':')[0]?.toLowerCase();

function essence(language: string, text: string): unknown {
  if (language === 'json') return JSON.parse(steady(text));
  if (language !== 'http') return steady(text).trim();
  const [head = '', body = ''] = steady(text).replaceAll('\r', '').trim().split('\n\n');
  const [status, ...headers] = head.split('\n');
  return {
    status,
    headers: headers.map(nameOf),
    body: JSON.parse(body),
  };
}

/** The names and types of a value; for a list, those of its last element. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return [shape(value.at(-1))];
  if (value === null || typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shape(one)]));
}

/** The parts of a value that `model` has, too. */
function partOf(value: unknown, model: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(model)) return value.map((one) => partOf(one, model[0]));
  if (!isObject(value) || !isObject(model)) return value;
  return Object.fromEntries(
    Object.keys(model)
      .filter((name) => name in value)
      .map((name) => [name, partOf(value[name], model[name])]),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object';
