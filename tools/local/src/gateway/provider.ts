import type { Settings } from '../settings.ts';
import { readBody } from './body.ts';
import { type Endpoint, sendJson } from './endpoint.ts';
import { HttpProblem } from './problem.ts';

/** The payment provider's (tools/provider) ledger, and its faults. */
export function providerEndpoints({ endpoints }: Pick<Settings, 'endpoints'>): [string, Endpoint][] {
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(`${endpoints.provider}${path}`, init).catch(() => undefined);
    if (!answer) throw new HttpProblem(503, 'The payment provider does not answer', { 'retry-after': '1' });
    return answer;
  };
  return [
    [
      'GET /local/provider/ledger',
      async ({ response }) => sendJson(response, 200, await (await ask('/ledger')).json()),
    ],
    [
      'GET /local/provider/faults',
      async ({ response }) => sendJson(response, 200, await (await ask('/faults')).json()),
    ],
    [
      'POST /local/provider/faults',
      async ({ request, response }) => {
        const body = (await readBody(request)).toString();
        const answer = await ask('/faults', { method: 'POST', body });
        if (!answer.ok) {
          const { error } = (await answer.json()) as { error: { message: string } };
          throw new HttpProblem(400, error.message);
        }
        response.writeHead(204).end();
      },
    ],
    [
      'DELETE /local/provider/faults',
      async ({ response }) => {
        await ask('/faults', { method: 'DELETE' });
        response.writeHead(204).end();
      },
    ],
  ];
}
