import { deployedStacks } from './deployed.ts';

/**
 * Checks where the links in mails lead. The edge is deployed after the services, so the address of an edge without a
 * domain is known only then. Links lead to the API itself until the stage sets `edgeUrl`, and when there is no edge.
 *
 * @throws Error when they lead neither to the API nor to the edge
 */
export function checkLinks(link: string, api: string, edge: string | undefined): string | undefined {
  if (link.startsWith(`${edge ?? api}/`)) return undefined;
  if (link.startsWith(`${api}/`)) {
    return `Links in mails lead to ${api}. To lead them here, give the stage edgeUrl: ${edge} and deploy again.`;
  }
  throw new Error(
    `links in mails lead to ${link}, but the edge is at ${edge}: correct edgeUrl and deploy again`,
  );
}

/** Runs {@link checkLinks} for a deployed stage; `say` gets the advice. */
export async function expectLinksToTheEdge(stage: string, say: (line: string) => void): Promise<void> {
  const stacks = await deployedStacks(stage);
  const outputs = (name: string) => stacks.find(({ stack }) => stack.name === name)?.outputs ?? {};
  const { ConfirmationUrl = '', HttpApiUrl = '' } = outputs('onboarding');
  const advice = checkLinks(ConfirmationUrl, HttpApiUrl, outputs('edge')['Url']);
  if (advice) say(advice);
}
