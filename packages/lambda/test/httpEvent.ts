import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;

export interface Call {
  body?: string;
  isBase64Encoded?: boolean;
  headers?: Record<string, string>;
  claims?: Record<string, string>;
  pathParameters?: Record<string, string>;
  queryStringParameters?: Record<string, string>;
}

/** The event of an HTTP API with a JWT authorizer (payload format 2.0). */
export function httpEvent({ headers = {}, claims = { sub: 'ann' }, ...rest }: Call = {}): Event {
  return {
    version: '2.0',
    routeKey: 'POST /orders',
    rawPath: '/orders',
    rawQueryString: '',
    headers,
    isBase64Encoded: false,
    ...rest,
    requestContext: { authorizer: { jwt: { claims, scopes: null } } } as unknown as Event['requestContext'],
  };
}
