import { createServer } from 'node:http';
import { openIssuer } from '@orderflow/local/issuer';

export interface RunningIssuer {
  /** Answers `?sub=SUB&scope=A+B` with a token as text. */
  tokenUrl: string;
  stop(): void;
}

/** An OpenID Connect issuer at `url` on this machine, as a stage with an issuer of its own has one. */
export async function startIssuer(url: string, keyDir: string): Promise<RunningIssuer> {
  const issuer = await openIssuer(keyDir, url, ['orderflow']);
  const answers: Record<string, (query: URLSearchParams) => string | Promise<string>> = {
    '/.well-known/openid-configuration': () => JSON.stringify({ issuer: url, jwks_uri: `${url}/jwks` }),
    '/jwks': () => JSON.stringify(issuer.jwks),
    '/token': (query) => issuer.token({ sub: query.get('sub') ?? '', scope: query.get('scope') ?? '' }),
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const answer = await answers[pathname]?.(searchParams);
    response.writeHead(answer === undefined ? 404 : 200).end(answer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(new URL(url).port), '127.0.0.1', resolve);
  });
  return {
    tokenUrl: `${url}/token`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
