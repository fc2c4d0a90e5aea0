import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import {
  CloudFrontClient,
  type DistributionConfig,
  GetDistributionConfigCommand,
  GetResponseHeadersPolicyCommand,
  ListDistributionsCommand,
} from '@aws-sdk/client-cloudfront';
import { behaviourOf } from '@orderflow/local/edge/behaviours';
import { type PolicyHeader, policyHeaders, withPolicy } from '@orderflow/local/edge/policyHeaders';

interface Behaviour {
  pathPattern: string;
  /** URL of the API behind it, as on AWS. */
  origin: string;
  originHeaders: Record<string, string>;
  answerHeaders: PolicyHeader[];
}

const cloudFront = new CloudFrontClient({ region: 'us-east-1' });

/**
 * Emulates the distribution of a stage at `url`: the engine cannot reach the origins. Behaviours, origin headers and
 * response headers are those that the engine has deployed. The edge's function and the cache are tested in the local
 * copy.
 *
 * @param apiUrl maps the URL of an API on AWS to its address here
 * @returns a function that stops it
 * @throws Error when the distribution does not exist
 */
export async function startEdge(
  stage: string,
  url: string,
  apiUrl: (url: string) => string,
): Promise<() => void> {
  const behaviours = await deployedBehaviours(`orderflow ${stage}`);
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing, behaviours, apiUrl).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(new URL(url).port), '127.0.0.1', resolve);
  });
  return () => {
    server.close();
    server.closeAllConnections();
  };
}

async function deployedBehaviours(comment: string): Promise<Behaviour[]> {
  const { DistributionList } = await cloudFront.send(new ListDistributionsCommand({}));
  const found = DistributionList?.Items?.find(({ Comment }) => Comment === comment);
  if (!found) throw new Error(`the engine has no distribution "${comment}"`);
  const { DistributionConfig } = await cloudFront.send(new GetDistributionConfigCommand({ Id: found.Id }));
  const { CacheBehaviors, DefaultCacheBehavior, Origins } = DistributionConfig as DistributionConfig;
  return Promise.all(
    [...(CacheBehaviors?.Items ?? []), { PathPattern: '*', ...DefaultCacheBehavior }].map(
      async ({ PathPattern = '', TargetOriginId, ResponseHeadersPolicyId }) => {
        const origin = Origins?.Items?.find(({ Id }) => Id === TargetOriginId);
        const custom = origin?.CustomHeaders?.Items ?? [];
        return {
          pathPattern: PathPattern,
          origin: `https://${origin?.DomainName}`,
          originHeaders: Object.fromEntries(
            custom.map(({ HeaderName = '', HeaderValue = '' }) => [HeaderName.toLowerCase(), HeaderValue]),
          ),
          answerHeaders: await answerHeaders(ResponseHeadersPolicyId),
        };
      },
    ),
  );
}

async function answerHeaders(Id: string | undefined): Promise<PolicyHeader[]> {
  if (!Id) return [];
  const { ResponseHeadersPolicy } = await cloudFront.send(new GetResponseHeadersPolicyCommand({ Id }));
  return policyHeaders(
    ResponseHeadersPolicy?.ResponseHeadersPolicyConfig as Parameters<typeof policyHeaders>[0],
  );
}

/** Hop-by-hop headers, and those that `fetch` sets itself. */
const HOP = ['host', 'connection', 'keep-alive', 'content-length', 'transfer-encoding', 'content-encoding'];

async function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  behaviours: Behaviour[],
  apiUrl: (url: string) => string,
): Promise<void> {
  const { method = '', url = '' } = incoming;
  const behaviour = behaviourOf(behaviours, url);
  if (!behaviour) throw new Error(`no behaviour for ${url}`);
  const body = await buffer(incoming);
  const sent = Object.entries({ ...incoming.headers, ...behaviour.originHeaders }).filter(
    ([name]) => !HOP.includes(name),
  );
  const answer = await fetch(`${apiUrl(behaviour.origin)}${url}`, {
    method,
    headers: sent.map(([name, value]): [string, string] => [name, String(value)]),
    redirect: 'manual',
    ...(body.length > 0 && { body }),
  });
  const got = Object.fromEntries([...answer.headers].filter(([name]) => !HOP.includes(name)));
  outgoing.writeHead(answer.status, withPolicy(got, behaviour.answerHeaders));
  outgoing.end(Buffer.from(await answer.arrayBuffer()));
}

/**
 * Sends a request for each route directly to the API.
 *
 * @throws Error when an answer is not 401 or 403
 */
export async function expectClosed(api: string, routes: string[]): Promise<void> {
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ');
    const { status } = await fetch(`${api}${path.replaceAll(/\{.*?\}/g, 'id')}`, { method });
    if (status !== 401 && status !== 403) throw new Error(`${route} past the edge answers ${status}`);
  }
}
