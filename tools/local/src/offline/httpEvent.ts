/** Media types whose bodies an HTTP API passes on as text. Any other body, also one without a type, comes as base64. */
const TEXT = /^(?:text\/|application\/(?:json|javascript|xml)(?:$|[; ]))/i;

/**
 * True if an HTTP API treats a body of this content type as binary. In a text body, each byte that is not UTF-8 becomes
 * U+FFFD.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, which does
 *   not list the types; they were measured on AWS in https://github.com/ministackorg/ministack/pull/766
 */
export const isBinary = (contentType = ''): boolean => !TEXT.test(contentType);

/**
 * Claims as an HTTP API passes them on: each as text, an array as `[a b]`.
 *
 * @see https://github.com/floci-io/floci/pull/2011, where they were measured on AWS
 */
export const asTexts = (claims: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
    ]),
  );
