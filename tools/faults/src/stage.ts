import { readCatalog } from './platform/catalog.ts';
import { Platform } from './platform/platform.ts';
import { FaultProxy } from './seam/faultProxy.ts';
import { installSeams } from './seam/seams.ts';
import { Outside } from './world/outside.ts';
import { World } from './world/world.ts';

/**
 * Everything between the functions of all services and the engines in the environment. Nobody else may use these
 * engines at the same time: their tables, queues and buckets are emptied.
 */
export async function openStage() {
  const outside = new Outside();
  const proxy = new FaultProxy(outside.stubs);
  const remove = installSeams(await proxy.start());
  const platform = new Platform(await readCatalog(), proxy);
  const world = new World(platform.clients, outside);
  await world.open();
  return {
    platform,
    world,
    /** Calls that exceeded a limit of AWS; there should be none. */
    refused: proxy.refused,
    async close() {
      remove();
      await proxy.stop();
      for (const client of Object.values(platform.clients)) client.destroy();
    },
  };
}
