/** What an ajv validator leaves behind for one violation (compiled with `verbose`). */
export interface Violation {
  /** JSON Pointer to the value, empty for the whole document. */
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
  parentSchema?: Record<string, unknown>;
}

/** A precompiled JSON Schema validator: a type guard that leaves its violations on itself. */
export interface Validator<T> {
  (value: unknown): value is T;
  errors?: Violation[] | null;
}
