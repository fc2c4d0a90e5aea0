/** The parts of Schemathesis's JSON report that are read. */
export interface Report {
  /** False if the run was cut off. */
  complete: boolean;
  operations: { tested: number };
  test_cases: { generated: number };
  failures: { title: string; operations: string[] }[];
  errors: unknown[];
}

export interface Verdict {
  /** Number of operations without an error. */
  passed: number;
  /** One sentence each. */
  faults: string[];
}

/** Reached only by an OpenAPI link of the document: a page with a code must come first. */
const BY_LINKS = ['confirmOnboarding'];

/**
 * These need a paid or shipped order, or the secret of the payment provider. Their successful answers are tested in
 * tools/e2e/test/payments.e2e.test.ts.
 */
const ELSEWHERE = ['shipOrder', 'deliverOrder', 'returnOrder', 'refundOrder', 'receiveWebhook'];

/**
 * Checks a run: no failures, and every operation was reached.
 *
 * @param operations operation id -> `POST /orders`
 * @param reached `<phase> <operation id>` for every phase in which an operation has succeeded
 */
export function judge(
  report: Report,
  operations: ReadonlyMap<string, string>,
  reached: readonly string[],
): Verdict {
  const failures = report.failures.flatMap(({ title, operations: where }) =>
    where.map((operation) => ({ operation, fault: `${operation}: ${title}` })),
  );
  const succeeded = new Set(reached.map((line) => line.split(' ')[1]));
  const unreached = [...operations]
    .filter(([id]) => !ELSEWHERE.includes(id))
    .filter(([id]) => !succeeded.has(id) || (BY_LINKS.includes(id) && !reached.includes(`stateful ${id}`)))
    .map(([id, operation]) => ({
      operation,
      fault: BY_LINKS.includes(id)
        ? `${operation} was never reached along the links`
        : `${operation} has never succeeded`,
    }));
  const all = [...failures, ...unreached];
  const other = [
    ...(report.complete ? [] : ['the run was cut off']),
    ...(report.operations.tested === operations.size
      ? []
      : [`${report.operations.tested} of ${operations.size} operations were tested`]),
    ...report.errors.map((error) => `error: ${JSON.stringify(error)}`),
  ];
  const against = new Set(all.map(({ operation }) => operation));
  return {
    passed: [...operations.values()].filter((operation) => !against.has(operation)).length,
    faults: [...other, ...all.map(({ fault }) => fault)],
  };
}
