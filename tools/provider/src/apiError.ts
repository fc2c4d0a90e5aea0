/** An error in Stripe's format. @see https://docs.stripe.com/api/errors */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly type: string;
  readonly more: Record<string, unknown>;

  /** @param more `code`, `param`, `decline_code`, or the object of the error */
  constructor(status: number, type: string, message: string, more: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.type = type;
    this.more = more;
  }
}

export const invalid = (message: string, more: Record<string, unknown> = {}): ApiError =>
  new ApiError(400, 'invalid_request_error', message, more);

export const missing = (what: string, id: string, param: string): ApiError =>
  new ApiError(404, 'invalid_request_error', `No such ${what}: '${id}'`, { code: 'resource_missing', param });
