import type { Verdict } from './privileges.ts';

/** The privilege table: function, granted, used. */
export function privilegeTable(verdicts: Verdict[]): string {
  return verdicts
    .flatMap(({ functionName, privileges }) => [
      functionName,
      ...privileges.map(
        ({ action, resource, used, reason }) =>
          `  ${String(used).padStart(5)}  ${action.padEnd(32)} ${resource}${used === 0 && reason ? `\n         unused: ${reason}` : ''}`,
      ),
    ])
    .join('\n');
}
