import { token } from '@orderflow/e2e';
import fc from 'fast-check';
import { decodeJwt, exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT, UnsecuredJWT } from 'jose';
import { hostileRequest } from '../hostile/arbitraries.ts';
import { targets } from '../hostile/fuzz.ts';
import { readCatalog } from '../platform/catalog.ts';
import type { Options } from '../suite.ts';

const SAMPLES_PER_ROUTE = 100;
const TAMPERINGS = 200;
const SCOPES =
  'inventory:write analytics:read imports:write onboarding:write users:read catalog:write fulfilment:write orders:price';

/** Through the front door, over real HTTP: forged tokens on every route, then the hostile inputs of the handlers. */
export async function gateway({ seed, write }: Options): Promise<string[]> {
  const routes = targets(await readCatalog()).filter(({ kind }) => kind === 'http');
  const guarded = routes.filter(({ fn }) =>
    fn.sources.some((source) => source.kind === 'http' && !source.isPublic),
  );
  const failures: string[] = [];
  const forgeries = await forgedTokens(seed);
  for (const [how, bearer] of forgeries) {
    for (const { name } of guarded) {
      const [method = '', path = ''] = name.split(' ');
      const body = method === 'GET' ? {} : { body: '{}' };
      const status = await statusOf(method, path.replace(/\{\w+\}/g, 'x'), {
        ...body,
        headers: { authorization: `Bearer ${bearer}` },
      });
      if (status !== 401) failures.push(`${name} answers ${status} to a token ${how}`);
    }
  }
  const genuine = await token('mallory', SCOPES);
  const answers: Record<number, number> = {};
  for (const { name } of routes) {
    for (const request of fc.sample(hostileRequest(name), { numRuns: SAMPLES_PER_ROUTE, seed })) {
      const status = await ask(name, request, genuine).catch((error: Error) => error.message);
      answers[Number(status)] = (answers[Number(status)] ?? 0) + 1;
      if (!(Number(status) < 500))
        failures.push(`${name} answers ${status} to ${JSON.stringify(request).slice(0, 300)}`);
    }
  }
  write(
    `${forgeries.length} forged tokens on ${guarded.length} routes; answers to ${routes.length * SAMPLES_PER_ROUTE} requests: ${JSON.stringify(answers)}`,
  );
  return failures;
}

type Hostile = ReturnType<typeof hostileRequest> extends fc.Arbitrary<infer T> ? T : never;

async function ask(
  route: string,
  { params, query, headers, body }: Hostile,
  bearer: string,
): Promise<number> {
  const [method = '', path = ''] = route.split(' ');
  const values = params as Record<string, string>;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name]?.toWellFormed() || 'x'),
  );
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, value.toWellFormed()]),
  );
  return statusOf(method, `${filled.slice(0, 4_000)}?${search.toString().slice(0, 4_000)}`, {
    ...(method === 'GET' ? {} : { body }),
    headers: { ...headers, authorization: `Bearer ${bearer}` },
  });
}

async function statusOf(
  method: string,
  path: string,
  { headers, body }: { headers: Record<string, string>; body?: string },
): Promise<number> {
  const answer = await fetch(`${process.env['ORDERFLOW_URL']}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  await answer.text();
  return answer.status;
}

async function forgedTokens(seed: number): Promise<[how: string, bearer: string][]> {
  const genuine = await token('ada', SCOPES);
  const claims = decodeJwt(genuine);
  const { kid } = JSON.parse(Buffer.from(genuine.split('.')[0] as string, 'base64url').toString());
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const sign = (header: Partial<JWTHeaderParameters>, change: object = {}) =>
    new SignJWT({ ...claims, ...change })
      .setProtectedHeader({ alg: 'RS256', kid, ...header })
      .sign(privateKey);
  const hmac = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid });
  const [header, payload, signature] = genuine.split('.');
  const others = Buffer.from(JSON.stringify({ ...claims, sub: 'eve' })).toString('base64url');
  return [
    ['signed by a stranger', await sign({})],
    ['that brings its own key', await sign({ jwk })],
    ['that names its own key set', await sign({ jku: 'http://127.0.0.1:1/jwks' })],
    ['with a path for a key id', await sign({ kid: '../../../../dev/null' })],
    ['of nobody', await sign({}, { sub: '' })],
    ['without signature', new UnsecuredJWT(claims).encode()],
    ['signed with a public value', await hmac.sign(new TextEncoder().encode(JSON.stringify(jwk)))],
    ['with the claims of another', `${header}.${others}.${signature}`],
    ['without its last part', `${header}.${payload}.`],
    ['in one part', genuine.replaceAll('.', '')],
    ...tampered(genuine, seed),
  ];
}

/** A genuine token with one changed character. */
function tampered(genuine: string, seed: number): [string, string][] {
  // The last character of a part may have bits that decoders ignore.
  const places = [...genuine].flatMap((character, at) =>
    /[\w-]/.test(character) && /[\w-]{2}/.test(genuine.slice(at + 1, at + 3)) ? [at] : [],
  );
  const sampled = fc.sample(fc.constantFrom(...places), { numRuns: TAMPERINGS, seed });
  return sampled.map((at) => {
    const changed = genuine[at] === 'A' ? 'B' : 'A';
    return [`changed at character ${at}`, `${genuine.slice(0, at)}${changed}${genuine.slice(at + 1)}`];
  });
}
