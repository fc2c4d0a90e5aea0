import type { Validator, Violation } from './validator.ts';

/** One violation: where (JSON Pointer, RFC 6901) and what, in plain English. */
export interface FieldError {
  pointer: string;
  message: string;
}

/** At most this many errors are reported for one document. */
export const MAX_ERRORS = 50;

/** A document does not follow its schema. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
  readonly errors: FieldError[];

  constructor(errors: FieldError[]) {
    super(errors.map(({ pointer, message }) => `${pointer || '/'} ${message}`).join('; '));
    this.errors = errors;
  }
}

/**
 * Returns the value, typed, when it follows the schema.
 *
 * @throws ValidationError with one entry per violation otherwise.
 */
export function parse<T>(validator: Validator<T>, value: unknown): T {
  if (validator(value)) return value;
  throw new ValidationError((validator.errors ?? []).slice(0, MAX_ERRORS).map(fieldError));
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
const escaped = (token: string) => token.replaceAll('~', '~0').replaceAll('/', '~1');
