/** Longer than a request waits for its turn on a very busy machine. */
const ANSWER_WITHIN_MS = 5_000;

/** True if something answers HTTP at `url`, with any status. */
export async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).then(
    async (response) => {
      await response.body?.cancel();
      return true;
    },
    () => false,
  );
}
