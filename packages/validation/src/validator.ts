/** One violation, as an ajv validator reports it (compiled with `verbose`). */
export interface Violation {
  /** JSON Pointer to the value, empty for the whole document. */
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
  parentSchema?: Record<string, unknown>;
}

/** A precompiled JSON Schema validator: a type guard that stores its violations in its own `errors`. */
export interface Validator<T> {
  (value: unknown): value is T;
  errors?: Violation[] | null;
}
