import { expect, test } from '@jest/globals';
import { services } from './diagrams.ts';
import { flowOf } from './flows.ts';
import { blocks } from './markdown.ts';
import { pages, read } from './repository.ts';

/** Names of the functions by service. */
const functions = new Map(
  services().map((service) => {
    const nodes = [...flowOf(service).nodes.values()];
    return [service, nodes.filter(({ kind }) => kind === 'function').map(({ label }) => label)];
  }),
);

test.each(pages())('the functions that %s names by their stage exist', (page) => {
  const named = [...read(page).matchAll(/(?:orderflow-)?(\w+)-(?:STAGE|prod)-(\w+)/g)];
  const unknown = named.filter(([, service = '', name = '']) => {
    const known = functions.get(service);
    return known && !known.includes(name);
  });
  expect(unknown.map(([text]) => text)).toEqual([]);
});

test('the functions that a diagram drawn by hand shows exist', () => {
  const all = [...functions.values()].flat();
  const shown = blocks(read('README.md'))
    .filter(({ language }) => language === 'mermaid')
    .flatMap(({ text }) => [...text.matchAll(/\["([a-z]+[A-Z]\w*)"\]/g)].map(([, name]) => name));
  expect(shown.length).toBeGreaterThan(4);
  expect(shown.filter((name) => !all.includes(name as string))).toEqual([]);
});

test('every consumer of a queue can be paused by the table of kill switches', () => {
  const table = read('docs/deploying.md');
  const consumers = services().flatMap((service) => {
    const { nodes, edges } = flowOf(service);
    const fed = edges.filter(({ from, how }) => how === 'flows' && nodes.get(from)?.kind === 'queue');
    return fed.map(({ to }) => to);
  });
  expect(consumers.filter((name) => !new RegExp(`(-STAGE|…)-${name}\``).test(table))).toEqual([]);
});
