/** How the edge divides new visitors among the variants of the experiment, as infrastructure/edge/function.js reads it. */
export type Weights = Record<'A' | 'B', number>;

/** What holds where nothing was set. */
export const EVEN: Weights = { A: 50, B: 50 };

/** Where a stage keeps its weights. */
export interface WeightStore {
  read(): Promise<Weights>;
  write(weights: Weights): Promise<void>;
}

/**
 * The weights after `A=90 B=10` was said; a variant that is not named keeps its weight.
 *
 * @throws Error when the text is no such list, or nobody would get any variant.
 */
export function change(weights: Weights, text: string): Weights {
  const changed = { ...weights };
  for (const word of text.split(/\s+/)) {
    const [, name, weight] = /^(\w+)=(\d+(?:\.\d+)?)$/.exec(word) ?? [];
    if (!isVariant(name)) {
      throw new Error(`"${word}" is no weight: say ${Object.keys(EVEN).join('=90 ')}=10, numbers from 0 on`);
    }
    changed[name] = Number(weight);
  }
  if (Object.values(changed).every((weight) => weight === 0)) {
    throw new Error('One of the weights has to be more than 0');
  }
  return changed;
}

const isVariant = (name: string | undefined): name is keyof Weights =>
  name !== undefined && Object.hasOwn(EVEN, name);
