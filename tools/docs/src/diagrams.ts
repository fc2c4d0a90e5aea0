import { readSystem } from '@orderflow/stacks/deployment';
import { services } from '@orderflow/stacks/find';
import { System } from './flows.ts';
import { flowchart, stateDiagram } from './mermaid.ts';
import { read } from './repository.ts';

export const PAGE = 'docs/architecture.md';

/** The diagrams of the page by name, generated from the current templates. */
export async function diagrams(): Promise<Record<string, string>> {
  const system = new System(await readSystem());
  const workflow = JSON.parse(read('services/onboarding/onboarding.asl.json'));
  return {
    edge: flowchart(system.edgeFlow()),
    events: flowchart(system.eventsFlow()),
    ...Object.fromEntries(services.map(({ name }) => [name, flowchart(system.flowOf(name))])),
    workflow: stateDiagram(workflow),
  };
}

const MARKED = /<!-- diagram (\w+) -->\n[\s\S]*?<!-- end -->/g;

/** Names of the diagrams in a page. */
export const named = (page: string): string[] => [...page.matchAll(MARKED)].map(([, name = '']) => name);

/** The page with its diagrams generated again. */
export function drawn(page: string, all: Record<string, string>): string {
  return page.replaceAll(MARKED, (_, name: string) => {
    const diagram = all[name];
    if (!diagram) throw new Error(`${PAGE} has a diagram ${name}, which nothing draws`);
    return `<!-- diagram ${name} -->\n\n\`\`\`mermaid\n${diagram}\n\`\`\`\n\n<!-- end -->`;
  });
}
