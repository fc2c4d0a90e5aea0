import type { Call } from './calls/index.ts';
import { UNUSED, type Unused } from './unused.ts';
import { matches } from './wildcards.ts';

const used = new Set<Unused>();

/** The first entry for this privilege of this function. */
export const findUnused = (functionName: string, privilege: Call): Unused | undefined =>
  UNUSED.find(
    ({ action, resource, functions }) =>
      matches(action, privilege.action) &&
      matches(resource, privilege.resource) &&
      (functions?.some((name) => functionName.endsWith(`-${name}`)) ?? true),
  );

/** Why a function has a privilege that no call needed; undefined without a reason. */
export function excuseFor(functionName: string, privilege: Call): string | undefined {
  const unused = findUnused(functionName, privilege);
  if (unused) used.add(unused);
  return unused?.reason;
}

/** Reasons that no privilege in this process needed: they can be removed. */
export const staleExcuses = () =>
  UNUSED.filter((one) => !used.has(one)).map(({ action, resource }) => `${action} on ${resource}`);
