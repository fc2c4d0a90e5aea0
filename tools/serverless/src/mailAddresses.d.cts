type Variables = Record<string, unknown> | undefined;

export function refuseReservedAddresses(stage: string, environments: Iterable<Variables>): void;
export function environmentsOf(template: { Resources: Record<string, unknown> }): Variables[];
