import type { IncomingHttpHeaders } from 'node:http';

/** The service and operation of a call, read from its HTTP request. */
export function callName(method: string, path: string, headers: IncomingHttpHeaders, body: Buffer): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const [prefix = '', operation] = target.split('.');
    return `${prefix
      .replace(/_.*$/, '')
      .replace(/^Amazon/, '')
      .replace(/^AWSStepFunctions$/, 'SFN')
      .replace(/^secretsmanager$/, 'SecretsManager')}.${operation}`;
  }
  const action = /^Action=(\w+)/.exec(body.subarray(0, 100).toString())?.[1];
  if (action) return `SNS.${action}`;
  if (path.startsWith('/v2/email/')) return 'SES.SendEmail';
  if (path.startsWith('/v1/')) return `Stripe.${stripeCall(method, path)}`;
  const { pathname, searchParams } = new URL(path, 'http://s3');
  const what = pathname.split('/').length > 2 ? 'Object' : 'Bucket';
  const verb = { GET: 'Get', HEAD: 'Head', PUT: 'Put', POST: 'Post', DELETE: 'Delete' }[method] ?? method;
  return `S3.${verb}${what}${searchParams.has('uploadId') ? 'Part' : ''}`;
}

/** The name of a call in Stripe's client: `paymentIntents.capture`. */
function stripeCall(method: string, path: string): string {
  const [resource = '', id, verb] = new URL(path, 'http://stripe').pathname.split('/').slice(2);
  const name = resource.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  if (verb) return `${name}.${verb}`;
  if (method === 'POST') return `${name}.create`;
  return `${name}.${id ? 'retrieve' : 'list'}`;
}
