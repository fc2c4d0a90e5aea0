/** The module of serverless-offline that our pool stands in for, as the end of its URL. */
export const REPLACED = '/serverless-offline/src/lambda/LambdaFunctionPool.js';

/** A change of one expression in a module of serverless-offline; the new one may call what hooks.ts imports for it. */
export interface Patch {
  /** The end of the module's URL. */
  module: string;
  from: string;
  to: string;
}

/**
 * It reports whatever a handler throws as an `Error`. Lambda tells its name, and Step Functions goes by that.
 * It would fire schedules itself, without retries or a way to fire one now: src/schedules plays them. And it hands
 * the JSON values `false` and `0` to a handler as they are, where API Gateway hands over text. It takes every body but
 * multipart ones for text, hands over claims with their types, and answers 401 to a token whose scopes are an array in
 * `scope` or a list in `scp` (see httpEvent.ts).
 */
export const PATCHES: readonly Patch[] = [
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
