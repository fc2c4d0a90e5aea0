import type { Context, Middleware } from './koa.ts';
import { isGenuine } from './presignedUrl.ts';

/**
 * Refuses what a private bucket refuses and s3rver accepts: requests without credentials, and presigned URLs whose
 * signature does not match the request, e.g. its content type. The signature of an Authorization header is not checked,
 * because a page of another origin cannot send one (guard).
 */
export const accessControl =
  (secretAccessKey: string): Middleware =>
  async (context, next) => {
    const { method, url, headers, path } = context;
    const anonymous = !('X-Amz-Signature' in context.query) && !headers['authorization'];
    if (method === 'OPTIONS' || (anonymous && path === '/')) return next();
    if (anonymous) return refuse(context, 'AccessDenied', 'Access Denied');
    if ('X-Amz-Signature' in context.query && !isGenuine({ method, url, headers }, secretAccessKey)) {
      const reason = 'The request signature we calculated does not match the signature you provided.';
      return refuse(context, 'SignatureDoesNotMatch', reason);
    }
    return next();
  };

function refuse(context: Context, code: string, message: string): void {
  context.status = 403;
  context.type = 'application/xml';
  context.body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
}
