import { edgeFlow, eventsFlow, flowOf } from './flows.ts';
import { flowchart, stateDiagram } from './mermaid.ts';
import { files, read } from './repository.ts';

export const PAGE = 'docs/architecture.md';

/** Names of the services, which are their folders. */
export const services = () =>
  files('serverless.yml').flatMap((path) => /^services\/(\w+)\//.exec(path)?.[1] ?? []);

/** The diagrams of the page by name, as the templates have them now. */
export function diagrams(): Record<string, string> {
  const workflow = JSON.parse(read('services/onboarding/onboarding.asl.json'));
  return {
    edge: flowchart(edgeFlow()),
    events: flowchart(eventsFlow(services())),
    ...Object.fromEntries(services().map((service) => [service, flowchart(flowOf(service))])),
    workflow: stateDiagram(workflow),
  };
}

const MARKED = /<!-- diagram (\w+) -->\n[\s\S]*?<!-- end -->/g;

/** Names of the diagrams that a page has. */
export const named = (page: string): string[] => [...page.matchAll(MARKED)].map(([, name = '']) => name);

/** The page with its diagrams drawn anew. */
export function drawn(page: string, all = diagrams()): string {
  return page.replaceAll(MARKED, (_, name: string) => {
    const diagram = all[name];
    if (!diagram) throw new Error(`${PAGE} has a diagram ${name}, which nothing draws`);
    return `<!-- diagram ${name} -->\n\n\`\`\`mermaid\n${diagram}\n\`\`\`\n\n<!-- end -->`;
  });
}
