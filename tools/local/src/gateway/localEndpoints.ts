import type { ServerResponse } from 'node:http';
import { viewerPage, viewerPaths } from '@orderflow/api/viewer/viewer';
import type { KeyValueFile } from '../edge/keyValueFile.ts';
import type { Settings } from '../settings.ts';
import { readBody } from './body.ts';
import { type Endpoint, sendJson } from './endpoint.ts';
import type { checkHealth, Health } from './health.ts';
import type { Issuer } from './issuer.ts';
import type { Mailbox } from './mailbox.ts';
import { MailFaults } from './mailFaults.ts';
import { HttpProblem } from './problem.ts';
import { providerEndpoints } from './provider.ts';
import { secretEndpoints } from './secrets.ts';
import { newMessageId, readSendEmail } from './ses.ts';

/**
 * The endpoints that the gateway answers itself, by method and path: the issuer, the mailbox with its faults, the SES
 * endpoint that fills it, the weights of the experiment (on AWS a key of the edge's key-value store), the payment
 * provider's ledger and faults, the secrets, the viewer of the API documents, and the health of this copy.
 */
export function localEndpoints(
  issuer: Issuer,
  mailbox: Mailbox,
  edgeKeys: KeyValueFile,
  settings: Settings,
  health: () => ReturnType<typeof checkHealth>,
): ReadonlyMap<string, Endpoint> {
  const issuerPath = new URL(issuer.url).pathname.replace(/\/$/, '');
  const faults = new MailFaults();
  return new Map<string, Endpoint>([
    [
      `GET ${issuerPath}/.well-known/openid-configuration`,
      ({ response }) =>
        sendJson(response, 200, {
          issuer: issuer.url,
          jwks_uri: `${issuer.url.replace(/\/$/, '')}/.well-known/jwks.json`,
          response_types_supported: ['token'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        }),
    ],
    [`GET ${issuerPath}/.well-known/jwks.json`, ({ response }) => sendJson(response, 200, issuer.jwks)],
    [
      'GET /local/token',
      async ({ response, query }) => {
        const sub = query.get('sub') ?? '';
        if (sub === '' || [...sub].length > 128)
          throw new HttpProblem(400, 'sub must have 1 to 128 characters');
        const scope = query.get('scope');
        const email = query.get('email');
        response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
        response.end(await issuer.token({ sub, ...(scope && { scope }), ...(email && { email }) }));
      },
    ],
    ['GET /local/mailbox', ({ response }) => sendJson(response, 200, mailbox.list())],
    [
      'DELETE /local/mailbox',
      async ({ response }) => {
        await mailbox.clear();
        response.writeHead(204).end();
      },
    ],
    [
      'GET /local/edge/weights',
      async ({ response }) =>
        sendJson(response, 200, JSON.parse(await edgeKeys.get('weights').catch(() => '{}'))),
    ],
    [
      'PUT /local/edge/weights',
      async ({ request, response }) => {
        const weights = readWeights((await readBody(request)).toString());
        await edgeKeys.put('weights', JSON.stringify(weights));
        sendJson(response, 200, weights);
      },
    ],
    [
      'POST /local/mailbox/faults',
      async ({ request, response }) => {
        faults.order((await readBody(request)).toString());
        response.writeHead(204).end();
      },
    ],
    [
      'DELETE /local/mailbox/faults',
      ({ response }) => {
        faults.clear();
        response.writeHead(204).end();
      },
    ],
    [
      'POST /v2/email/outbound-emails',
      async ({ request, response }) => {
        const { from, ...mail } = readSendEmail((await readBody(request)).toString(), new Date());
        faults.check({ from, to: mail.to });
        await mailbox.add(mail);
        sendJson(response, 200, { MessageId: newMessageId() });
      },
    ],
    ...providerEndpoints(settings),
    ...secretEndpoints(settings),
    ...viewerPaths.map((path): [string, Endpoint] => [
      `GET ${path}`,
      async ({ response }) => {
        const { headers, body } = await viewerPage(path);
        response.writeHead(200, headers).end(body);
      },
    ]),
    ['GET /health', async ({ response }) => sendHealth(response, await health())],
  ]);
}

/** Weights of the variants, e.g. `{"A":90,"B":10}`. */
function readWeights(body: string): { A: number; B: number } {
  const refused = new HttpProblem(
    400,
    'Send weights such as {"A": 90, "B": 10}: numbers of which one is not 0',
  );
  try {
    const { A, B } = JSON.parse(body) as Record<string, unknown>;
    if (typeof A === 'number' && typeof B === 'number' && A >= 0 && B >= 0 && A + B > 0) return { A, B };
  } catch {}
  throw refused;
}

function sendHealth(response: ServerResponse, parts: Health): void {
  const down = Object.keys(parts).filter((name) => parts[name] !== 'ok');
  if (down.length > 0) {
    throw new HttpProblem(503, `Not answering: ${down.join(', ')}`, { 'retry-after': '1' }, { parts });
  }
  sendJson(response, 200, { status: 'ok', parts });
}
