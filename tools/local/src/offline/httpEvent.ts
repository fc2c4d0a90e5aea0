/** Media types whose bodies an HTTP API hands over as text; any other body, and one of no type, comes as base64. */
const TEXT = /^(?:text\/|application\/(?:json|javascript|xml)(?:$|[; ]))/i;

/**
 * True if an HTTP API takes a body of this content type for binary. A body that it takes for text loses the bytes that
 * are no UTF-8: each becomes U+FFFD.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, which
 *   does not list the types; they were measured on AWS in https://github.com/ministackorg/ministack/pull/766
 */
export const isBinary = (contentType = ''): boolean => !TEXT.test(contentType);

/**
 * Claims as an HTTP API hands them over: each as text, an array as `[a b]`.
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
