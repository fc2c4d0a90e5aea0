/** An operation of the Step Functions API; parameters and answer are those of its JSON protocol. */
export type Operation = (parameters: Record<string, unknown>) => Record<string, unknown>;

export type Operations = Record<string, Operation>;
