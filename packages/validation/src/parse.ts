import type { Validator, Violation } from './validator.ts';

/** One violation: where (JSON Pointer, RFC 6901) and what, in plain English. */
export interface FieldError {
  pointer: string;
  message: string;
}

/** At most this many errors are reported for one document. */
export const MAX_ERRORS = 50;
/** So many characters of a name are reported. A stranger may have chosen it. */
const MAX_NAME = 128;

/** A document does not follow its schema. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
  readonly errors: FieldError[];
  /** True if there are more errors than those in `errors`. */
  readonly more: boolean;

  constructor(errors: FieldError[], more = false) {
    const told = errors.map(({ pointer, message }) => `${pointer || '/'} ${message}`).join('; ');
    super(more ? `${told}; and more` : told);
    this.errors = errors;
    this.more = more;
  }
}

/**
 * Returns the value, typed, when it follows the schema.
 *
 * @throws ValidationError with one entry per violation otherwise, up to {@link MAX_ERRORS}.
 */
export function parse<T>(validator: Validator<T>, value: unknown): T {
  if (validator(value)) return value;
  const violations = validator.errors ?? [];
  throw new ValidationError(violations.slice(0, MAX_ERRORS).map(fieldError), violations.length > MAX_ERRORS);
}

function fieldError({ instancePath, keyword, params, parentSchema, message }: Violation): FieldError {
  const at = (message: string, property?: unknown) => ({
    pointer: property === undefined ? instancePath : `${instancePath}/${escaped(String(property))}`,
    message,
  });
  switch (keyword) {
    case 'required':
      return at('is required', params['missingProperty']);
    case 'additionalProperties':
      return at('is not a known field', params['additionalProperty']);
    case 'type':
      return at(`must be ${article(String(params['type']))}`);
  }
  const own = parentSchema?.['x-message'];
  if (typeof own === 'string') return at(own);
  switch (keyword) {
    case 'minItems':
      return at(`must have at least ${params['limit']} item(s)`);
    case 'maxItems':
      return at(`must have at most ${params['limit']} items`);
    case 'maxLength':
      return at(`must be at most ${params['limit']} characters`);
    default:
      return at(message ?? 'is not valid');
  }
}

const article = (type: string) => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);

/** RFC 6901, section 3. */
const escaped = (token: string) => shortened(token).replaceAll('~', '~0').replaceAll('/', '~1');

/** A sender can make the names in a body as long as he likes. */
const shortened = (name: string) =>
  name.length > MAX_NAME ? `${name.slice(0, MAX_NAME).toWellFormed()}…` : name;
