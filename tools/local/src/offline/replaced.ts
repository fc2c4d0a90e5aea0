/** The module of serverless-offline that our pool replaces, as the end of its URL. */
export const REPLACED = '/serverless-offline/src/lambda/LambdaFunctionPool.js';

/** A change of one expression in a module of serverless-offline. The new expression may call what hooks.ts imports. */
export interface Patch {
  /** The end of the module's URL. */
  module: string;
  from: string;
  to: string;
}

/**
 * Without these patches, serverless-offline differs from AWS, or is slow:
 *
 * - It reports every error of a handler as `Error`. Lambda reports the error's name, and Step Functions matches on it.
 * - It fires schedules itself, without retries or a way to fire one now. Here src/schedules plays them.
 * - It passes the JSON values `false` and `0` to a handler as they are, where API Gateway passes text.
 * - It treats every body but multipart ones as text, and passes claims on with their types (see httpEvent.ts).
 * - It parses the event of an invocation before it hands it to a thread (see jsonText.ts).
 * - It answers 401 to a token whose scopes are an array in `scope` or a list in `scp`.
 */
export const PATCHES: readonly Patch[] = [
  {
    module: '/serverless-offline/src/lambda/routes/invocations/invocationsRoute.js',
    from: 'parse(payload.toString("utf8"))',
    to: 'new JsonText(payload.toString("utf8"))',
  },
  {
    module: '/serverless-offline/src/lambda/routes/invocations/InvocationsController.js',
    from: 'errorType: "Error"',
    to: 'errorType: errorTypeOf(err)',
  },
  {
    module: '/serverless-offline/src/ServerlessOffline.js',
    from: 'scheduleEvents.length > 0',
    to: 'false',
  },
  {
    module: '/serverless-offline/src/events/http/lambda-events/LambdaProxyIntegrationEventV2.js',
    from: 'body = this.#request.payload',
    to: 'body = this.#request.rawPayload',
  },
  {
    module: '/serverless-offline/src/events/http/lambda-events/LambdaProxyIntegrationEventV2.js',
    from: 'detectEncoding(this.#request) === "binary"',
    to: 'isBinary(this.#request.headers["content-type"])',
  },
  {
    module: '/serverless-offline/src/events/http/lambda-events/LambdaProxyIntegrationEventV2.js',
    from: 'claims = decodeJwt(token)\n',
    to: 'claims = asTexts(decodeJwt(token))\n',
  },
  {
    module: '/serverless-offline/src/events/http/lambda-events/LambdaProxyIntegrationEventV2.js',
    from: 'scopes = claims.scp || claims.scope.split(" ")',
    to: 'scopes = [...scopesIn(claims, "")]',
  },
  {
    module: '/serverless-offline/src/events/http/createJWTAuthScheme.js',
    from: 'scopes = scp || scope.split(" ")',
    to: 'scopes = [...scopesIn({ scope, scp }, "")]',
  },
];
