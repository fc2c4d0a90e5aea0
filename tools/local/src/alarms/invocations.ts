/** How one invocation of a local function went. */
export interface InvocationFigures {
  /** Key in serverless.yml, e.g. `reserveStock`. */
  functionKey: string;
  durationMs?: number;
  failed?: boolean;
}

const DURATION = /\(λ: (\w+)\).* Duration: ([\d.]+) ms/;

/** Reads an invocation from a local service's log line: serverless-offline's report, or our pool's on a failure. */
export function readInvocation(line: string): InvocationFigures | undefined {
  const [, functionKey, duration] = DURATION.exec(line) ?? [];
  if (functionKey) return { functionKey, durationMs: Number(duration) };
  if (!line.includes('"invocation failed"')) return undefined;
  const { function: failed } = JSON.parse(line) as { function?: string };
  return failed ? { functionKey: failed, failed: true } : undefined;
}
