import { readCatalog } from './platform/catalog.ts';
import { Platform } from './platform/platform.ts';
import { FaultProxy } from './seam/faultProxy.ts';
import { installSeams } from './seam/seams.ts';
import { Outside } from './world/outside.ts';
import { World } from './world/world.ts';

/**
 * Everything between the functions of all services and the engines that the environment names. Nobody else may use
 * these engines meanwhile: their tables, queues and buckets are emptied.
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
    /** The calls so far that are beyond a limit of AWS; none should be. */
    refused: proxy.refused,
    async close() {
      remove();
      await proxy.stop();
      for (const client of Object.values(platform.clients)) client.destroy();
    },
  };
}
