/**
 * How the edge splits new visitors between the variants of the experiment, in the format of
 * infrastructure/edge/function.js.
 */
export type Weights = Record<'A' | 'B', number>;

/** The default weights. */
export const EVEN: Weights = { A: 50, B: 50 };

/** The place where a stage keeps its weights. */
export interface WeightStore {
  read(): Promise<Weights>;
  write(weights: Weights): Promise<void>;
}

/**
 * Applies a list such as `A=90 B=10` to the weights; a variant that is not named keeps its weight.
 *
 * @throws Error when the text is not such a list, or when all weights would be 0.
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
