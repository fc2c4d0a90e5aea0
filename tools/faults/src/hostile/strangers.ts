import { isDeepStrictEqual } from 'node:util';
import type { FunctionInfo } from '../platform/catalog.ts';
import { type HttpRequest, routeOf } from '../platform/http.ts';
import { FunctionProcess } from '../seam/functionProcess.ts';
import type { Stage } from '../sweep/scenario.ts';
import { targets } from './fuzz.ts';
import { samples } from './samples.ts';

/** Parameters for things that belong to nobody. */
const SHARED = new Set(['sku', 'date']);
/** Parameters for the caller's own things: Eve has one with the same name as Ann's, and Ann's must not change. */
const OWN = new Set(['name']);

/** Eve's scopes. A route that needs another scope is closed to her. */
const EVES = 'imports:write inventory:write analytics:read';
const isOpenToEve = (catalog: readonly FunctionInfo[], route: string): boolean =>
  routeOf(catalog, route).sources.every(
    (one) => one.kind !== 'http' || one.scopes.every((scope) => EVES.split(' ').includes(scope)),
  );

/**
 * Requests Ann's things as Eve, on every route with an id. The answer must be identical to the answer for a thing
 * that does not exist.
 *
 * @returns the number of requests, and those that told more.
 */
export async function askAsStranger({
  platform,
  world,
}: Stage): Promise<{ requests: number; told: string[] }> {
  platform.spawn = () => new FunctionProcess();
  await world.clear();
  const ids = await annsThings({ platform, world });
  const told: string[] = [];
  let requests = 0;
  for (const { name, kind } of targets(platform.catalog)) {
    const parameters = kind === 'http' ? [...name.matchAll(/\{(\w+)\}/g)].map(([, one = '']) => one) : [];
    const owned = parameters.filter((one) => !SHARED.has(one));
    if (owned.length === 0 || !isOpenToEve(platform.catalog, name)) continue;
    const ask = (of: Record<string, string>) => {
      requests++;
      const request: HttpRequest = {
        sub: 'eve',
        scope: EVES,
        params: Object.fromEntries(parameters.map((one) => [one, of[one] ?? 'nothing'])),
        headers: { 'x-correlation-id': 'c-eve', 'idempotency-key': 'k' },
        ...(name in samples ? { body: samples[name] } : {}),
      };
      return platform.request(name, request);
    };
    for (const one of owned) if (!ids[one]) told.push(`${name}: nobody made a ${one} for Ann`);
    const [hers, nobodys] = [await ask(ids), await ask(unknownIds(ids))];
    if (owned.every((one) => OWN.has(one))) continue;
    if (hers.status < 400) told.push(`${name}: ${hers.status}`);
    if (!isDeepStrictEqual(hers, nobodys)) told.push(`${name}: ${JSON.stringify([hers, nobodys])}`);
  }
  if (!isDeepStrictEqual(await annsTemplates(platform), TEMPLATES))
    told.push('somebody else changed a template');
  await world.clear();
  return { requests, told };
}

const TEMPLATE = 'PUT /import-templates/{name}';
const TEMPLATES = { items: [{ name: 'german', decimal: '.' }] };

const annsTemplates = async (platform: Stage['platform']): Promise<unknown> =>
  (await platform.request('GET /import-templates', { sub: 'ann', scope: 'imports:write' })).body;

async function annsThings({ platform }: Stage): Promise<Record<string, string>> {
  const ann = (body: unknown) => ({
    sub: 'ann',
    scope: 'imports:write orders:price',
    headers: { 'idempotency-key': 'k' },
    body,
  });
  await platform.request('POST /users', ann(samples['POST /users']));
  const order = await platform.request('POST /orders', ann(samples['POST /orders']));
  const created = await platform.request('POST /imports', ann(samples['POST /imports']));
  await platform.request(TEMPLATE, { ...ann({ decimal: '.' }), params: { name: 'german' } });
  return { name: 'german', userId: 'ann', orderId: order.body.orderId, importId: created.body.importId };
}

/** Ids of the same form that belong to nobody. */
const unknownIds = (ids: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(ids).map(([name, id]) => [name, id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))]),
  );
