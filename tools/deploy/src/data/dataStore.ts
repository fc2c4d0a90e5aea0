/** A resource whose data no deployment can restore. If it is gone, it counts as empty and released. */
export interface DataStore {
  /** Display name: `table orderflow-prod-orders`. */
  name: string;
  /** False if another resource may have the same name. */
  takesName: boolean;
  holdsData(): Promise<boolean>;
  /** Lets CloudFormation delete it: switches off its protection and empties it where it must be empty. */
  release(): Promise<void>;
  /** Deletes it, if its stack left it there. */
  delete(): Promise<void>;
}

const GONE = /^(ResourceNotFoundException|NoSuchBucket)$/;

/** Treats a store that does not exist as empty and deleted. */
export function orGone({ name, takesName, ...store }: DataStore): DataStore {
  const unlessGone = async <T>(answer: T, run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      if (error instanceof Error && GONE.test(error.name)) return answer;
      throw error;
    }
  };
  return {
    name,
    takesName,
    holdsData: () => unlessGone(false, () => store.holdsData()),
    release: () => unlessGone(undefined, () => store.release()),
    delete: () => unlessGone(undefined, () => store.delete()),
  };
}
