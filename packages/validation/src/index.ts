export type * from './generated/types.ts';
export * from './generated/validators.ts';
export { type FieldError, MAX_ERRORS, parse, ValidationError } from './parse.ts';
export { isCalendarDate, utcTime } from './time.ts';
export type { Validator } from './validator.ts';
