import { EVEN, type WeightStore } from './weights.ts';

/** The weights of a copy on this machine, whose gateway emulates the edge. */
export function localWeights(gateway: string): WeightStore {
  const ask = async (init?: RequestInit) => {
    const answer = await fetch(`${gateway}/local/edge/weights`, init).catch((cause: unknown) => {
      throw new Error(`The local copy does not answer at ${gateway}: start it with "pnpm dev"`, { cause });
    });
    if (!answer.ok) throw new Error(`The local copy refuses these weights: ${await answer.text()}`);
    return answer.json();
  };
  return {
    read: async () => ({ ...EVEN, ...((await ask()) as object) }),
    write: async (weights) => void (await ask({ method: 'PUT', body: JSON.stringify(weights) })),
  };
}
