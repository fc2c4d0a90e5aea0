import { BY_TOKEN, type Call } from './calls/call.ts';
import { excuseFor } from './excuses.ts';
import type { Statement } from './roles.ts';
import { matches } from './wildcards.ts';

/** One action on one resource that a function's role allows. */
interface Privilege {
  action: string;
  /** An ARN, possibly with wildcards. */
  resource: string;
  /** Number of recorded calls that it allowed. */
  used: number;
  /** Why it exists although no call used it, or although it is a wildcard. */
  reason?: string;
}

export interface Verdict {
  functionName: string;
  privileges: Privilege[];
  /** One message per error. */
  faults: string[];
}

/** Compares what a function may do with what it did. */
export function judge(functionName: string, statements: Statement[], calls: Call[]): Verdict {
  const privileges = grants(statements).map(({ action, resource }): Privilege => {
    const used = calls.filter((call) => allows({ action, resource }, call)).length;
    const reason = excuseFor(functionName, { action, resource });
    return { action, resource, used, ...(reason ? { reason } : {}) };
  });
  const refused = new Set(
    calls
      .filter((call) => !privileges.some((privilege) => allows(privilege, call)))
      .map(({ action, resource }) => `calls ${action} on ${resource}, which its role does not allow`),
  );
  const idle = privileges.filter(({ used, reason }) => used === 0 && !reason);
  const wild = privileges.filter(({ action, resource, reason }) => isWild(action, resource) && !reason);
  return {
    functionName,
    privileges,
    faults: [
      ...refused,
      ...idle.map(({ action, resource }) => `may ${action} on ${resource}, which no call needed`),
      ...wild.map(({ action, resource }) => `may ${action} on ${resource}: say why in proof/unused.ts`),
    ],
  };
}

/** The statements of a role without one action. */
export const without = (statements: Statement[], action: string): Statement[] =>
  statements.map((one) => ({ ...one, Action: [one.Action].flat().filter((granted) => granted !== action) }));

/** Actions that a function used, but whose removal {@link judge} would not notice. */
export function unmissed(functionName: string, statements: Statement[], calls: Call[]): string[] {
  const used = new Set(
    judge(functionName, statements, calls)
      .privileges.filter((privilege) => privilege.used > 0)
      .map(({ action }) => action),
  );
  const sound = (action: string) =>
    judge(functionName, without(statements, action), calls).faults.length === 0;
  return [...used].filter(sound);
}

function grants(statements: Statement[]): Call[] {
  return statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ action, resource }))),
    );
}

/** A wildcard at the end of a key prefix is allowed: IAM has no other way to name a bucket's keys below a prefix. */
const isWild = (action: string, resource: string) =>
  action.includes('*') || resource === '*' || /[*?]./.test(resource);

function allows(granted: Call, call: Call): boolean {
  const onResource = call.resource === BY_TOKEN || matches(granted.resource, call.resource);
  return onResource && matches(granted.action.toLowerCase(), call.action.toLowerCase());
}
