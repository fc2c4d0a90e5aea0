import type { Json } from '../document/json.ts';
import { brokenOutput } from './schemas.ts';

/** Why the current events would break consumers of the published ones, one sentence each. */
export function brokenAsyncApi(published: Json, current: Json): string[] {
  const channels = Object.entries<Json>(published['channels']).flatMap(([name, { address }]) =>
    current['channels'][name]?.address === address ? [] : [`the channel ${name} is no longer at ${address}`],
  );
  const byType = new Map<string, Json>(
    Object.values<Json>(current['components'].messages).map((message) => [message['name'], message]),
  );
  const messages = Object.values<Json>(published['components'].messages).flatMap(({ name, payload }) => {
    const now = byType.get(name);
    if (!now) return [`the event ${name} is gone`];
    return brokenOutput(
      `event ${name}`,
      { schema: payload, document: published },
      { schema: now['payload'], document: current },
    );
  });
  return [...channels, ...messages];
}
