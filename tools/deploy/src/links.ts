import { deployedStacks } from './deployed.ts';

/**
 * Looks where the links of mails lead. The edge stands on the services, so that the address of one without a domain is
 * known only when it is there; until the stage names it (`edgeUrl`), and where there is none, they lead to the API itself.
 *
 * @throws Error when they lead neither there nor to the edge
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

/** {@link checkLinks} of a stage as it is deployed; `say` gets the advice. */
export async function expectLinksToTheEdge(stage: string, say: (line: string) => void): Promise<void> {
  const stacks = await deployedStacks(stage);
  const outputs = (name: string) => stacks.find(({ stack }) => stack.name === name)?.outputs ?? {};
  const { ConfirmationUrl = '', HttpApiUrl = '' } = outputs('onboarding');
  const advice = checkLinks(ConfirmationUrl, HttpApiUrl, outputs('edge')['Url']);
  if (advice) say(advice);
}
