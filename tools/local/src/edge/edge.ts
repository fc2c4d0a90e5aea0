import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Stack } from '@orderflow/stacks/template';
import type { Settings } from '../settings.ts';
import { type Behaviour, behaviourOf, edgeBehaviours } from './behaviours.ts';
import { EdgeCache } from './cache.ts';
import { KeyValueFile } from './keyValueFile.ts';
import { type ViewerEvent, viewerFunction } from './viewerFunction.ts';

/** The country of a visitor who does not send `x-local-country`: nothing here can look addresses up. */
const HOME = 'US';

/** The distribution in front of the APIs, played by the gateway with the same function file and policies. */
export interface Edge {
  cache: EdgeCache;
  /** The behaviour for a path, if there is a distribution. */
  behaviour(url: string): Behaviour | undefined;
  /** The key-value store that the function reads. */
  store: KeyValueFile;
  /**
   * Plays the function for a request and for its future answer.
   *
   * @returns headers for the origin, which override the caller's
   */
  receive(request: IncomingMessage, response: ServerResponse): Promise<Record<string, string>>;
}

export async function openEdge(settings: Settings, stacks: readonly Stack[]): Promise<Edge> {
  const store = new KeyValueFile(join(settings.stateDir, 'edge', 'keys.json'));
  const play = await viewerFunction(join(settings.root, 'infrastructure/edge/function.js'), (key) =>
    store.get(key),
  );
  const stack = stacks.find(({ name }) => name === 'edge');
  const behaviours = stack ? edgeBehaviours(stack) : [];
  return {
    cache: new EdgeCache(behaviours),
    behaviour: (url) => behaviourOf(behaviours, url),
    store,
    async receive(request, response) {
      const seen = viewerRequest(request);
      const requestId = randomUUID();
      const { headers } = await play({ ...seen, context: { eventType: 'viewer-request', requestId } });
      // The function does not read the answer, so it can run before there is one.
      const answer = await play({
        ...viewerRequest(request),
        context: { eventType: 'viewer-response', requestId },
        response: { statusCode: 200, headers: {}, cookies: {} },
      });
      for (const [name, { value }] of Object.entries(answer.headers)) response.setHeader(name, value);
      const cookies = Object.entries(answer.cookies).map(([name, { value, attributes }]) =>
        // Over HTTP, a client would drop a cookie that is for HTTPS only.
        [`${name}=${value}`, attributes?.replace(/; Secure\b/, '')].filter(Boolean).join('; '),
      );
      if (cookies.length > 0) response.setHeader('set-cookie', cookies);
      const set = Object.entries(headers).filter(([name, { value }]) => request.headers[name] !== value);
      return {
        ...Object.fromEntries(set.map(([name, { value }]) => [name, value])),
        'cloudfront-viewer-country': countryOf(request),
      };
    },
  };
}

function viewerRequest({ method = '', url = '', headers }: IncomingMessage): Omit<ViewerEvent, 'context'> {
  const { cookie = '', ...rest } = headers;
  const pairs = cookie.split(/; */).flatMap((pair) => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    return name === undefined ? [] : [[name, { value: value ?? '' }] as const];
  });
  return {
    version: '1.0',
    request: {
      method,
      uri: url.replace(/\?.*/s, ''),
      headers: Object.fromEntries(
        Object.entries(rest).map(([name, value]) => [name, { value: String(value) }]),
      ),
      // If a name occurs twice, its first cookie counts.
      cookies: Object.fromEntries(pairs.reverse()),
    },
  };
}

function countryOf({ headers }: IncomingMessage): string {
  const country = String(headers['x-local-country'] ?? HOME);
  return /^[A-Z]{2}$/.test(country) ? country : HOME;
}
