import type { IncomingMessage } from 'node:http';

/** An HTTP API's `CorsConfiguration`. */
export interface Cors {
  AllowOrigins?: readonly string[];
  AllowMethods?: readonly string[];
  AllowHeaders?: readonly string[];
  ExposeHeaders?: readonly string[];
  AllowCredentials?: boolean;
  MaxAge?: number;
}

/**
 * What an API with a CORS configuration says to a page of another origin, in every answer, whoever gives it. Nothing to
 * an origin that is not allowed. What the integration says about CORS counts for nothing.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function corsHeaders(cors: Cors, { method, headers }: IncomingMessage): Record<string, string> {
  const { origin } = headers;
  const isAnyOne = cors.AllowOrigins?.includes('*') ?? false;
  const vary: Record<string, string> = isAnyOne ? {} : { vary: 'origin' };
  if (origin === undefined || !allows(cors, origin)) return vary;
  const always = {
    ...vary,
    'access-control-allow-origin': isAnyOne ? '*' : origin,
    ...(cors.AllowCredentials && { 'access-control-allow-credentials': 'true' }),
    ...list('access-control-expose-headers', cors.ExposeHeaders),
  };
  if (method !== 'OPTIONS') return always;
  return {
    ...always,
    ...list('access-control-allow-methods', cors.AllowMethods),
    ...list('access-control-allow-headers', cors.AllowHeaders),
    ...(cors.MaxAge !== undefined && { 'access-control-max-age': String(cors.MaxAge) }),
  };
}

/** `http://*` and `https://*` are the only patterns besides `*`. */
const allows = ({ AllowOrigins = [] }: Cors, origin: string): boolean =>
  AllowOrigins.some(
    (one) =>
      one === '*' || one === origin || (/^https?:\/\/\*$/.test(one) && origin.startsWith(one.slice(0, -1))),
  );

const list = (name: string, values: readonly string[] = []): Record<string, string> =>
  values.length > 0 ? { [name]: values.join(',') } : {};
