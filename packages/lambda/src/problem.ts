import { STATUS_CODES } from 'node:http';
import { type Refusal, RefusedError } from '@orderflow/domain';
import { type FieldError, ValidationError } from '@orderflow/validation';
import { isPassing } from './passing.ts';

/** RFC 9457 problem details. `about:blank` means that the status code alone tells the type. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  detail: string;
  errors?: FieldError[];
}

/** The body is larger than a handler accepts. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

const statusOf: Record<Refusal, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unprocessable: 422,
  'too-many': 429,
  unavailable: 503,
};

/** The problem details for an error. An error that is not meant for callers becomes a bare 500. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ValidationError) {
    const told = error.more ? `; these are the first ${error.errors.length} errors` : '';
    return { ...problem(422, `The request does not follow its schema${told}`), errors: error.errors };
  }
  if (error instanceof RefusedError) {
    const { refusal, message, errors } = error;
    return { ...problem(statusOf[refusal], message), ...(errors.length > 0 ? { errors } : {}) };
  }
  if (error instanceof TooLargeError) return problem(413, error.message);
  if (isPassing(error)) return problem(503, 'Busy; try again in a moment');
  return problem(500, 'Something went wrong on our side; quote the x-correlation-id when you report it');
}

function problem(status: number, detail: string): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
}
