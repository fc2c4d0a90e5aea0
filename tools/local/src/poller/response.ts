/** What a function's answer says about its batch: identifiers that failed, or why the answer can't be used. */
export type ItemFailures = { failed: string[] } | { invalid: string };

/**
 * Reads a partial batch response (`ReportBatchItemFailures`).
 * No answer, an empty object and a null or empty list all mean that every record succeeded. An answer of another
 * shape, or one that names something that is not in the batch, fails the whole batch.
 *
 * @param payload the function's parsed answer
 * @param batch identifiers of the batch: message ids, or sequence numbers of a stream
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function readItemFailures(payload: unknown, batch: readonly string[]): ItemFailures {
  if (payload === null || payload === undefined) return { failed: [] };
  if (typeof payload !== 'object' || Array.isArray(payload))
    return { invalid: 'the answer is not an object' };
  const { batchItemFailures: failures } = payload as { batchItemFailures?: unknown };
  if (failures === null || failures === undefined) return { failed: [] };
  if (!Array.isArray(failures)) return { invalid: 'batchItemFailures is not a list' };
  const known = new Set(batch);
  const failed = failures.map((failure: { itemIdentifier?: unknown } | null) => failure?.itemIdentifier);
  const stranger = failed.find((identifier) => typeof identifier !== 'string' || !known.has(identifier));
  if (failed.length > 0 && failed.some((identifier) => identifier === stranger)) {
    return { invalid: `itemIdentifier ${JSON.stringify(stranger) ?? 'missing'} is not in the batch` };
  }
  return { failed: failed as string[] };
}
