import { readFileSync } from 'node:fs';

/** One HTTP API of a deployed stage, with its routes: `POST /orders`, `GET /orders/{orderId}`, … */
interface Endpoint {
  url: string;
  routes: string[];
}

/**
 * The system under test: the local copy by default, or another one by its URL. For a stage without a common domain,
 * ORDERFLOW_ENDPOINTS is a file with the {@link Endpoint} of each service.
 */
export const baseUrl = process.env['ORDERFLOW_URL'] ?? 'http://127.0.0.1:4000';
const endpointsFile = process.env['ORDERFLOW_ENDPOINTS'];
const endpoints: Endpoint[] = endpointsFile ? JSON.parse(readFileSync(endpointsFile, 'utf8')) : [];

/** The URL of a path. An unknown path goes to the first endpoint. */
export function urlOf(path: string): string {
  const [pathname = ''] = path.split('?');
  const { url } = endpoints.find(({ routes }) => routes.some((route) => serves(route, pathname))) ??
    endpoints[0] ?? { url: baseUrl };
  return `${url}${path}`;
}

function serves(route: string, pathname: string): boolean {
  const pattern = route.replace(/^\S+ /, '').replaceAll(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(pathname);
}

/** A token for a person, from the issuer that the system under test trusts. */
export async function token(sub: string, scope = '', email = ''): Promise<string> {
  const source = process.env['ORDERFLOW_TOKEN_URL'] ?? `${baseUrl}/local/token`;
  const query = new URLSearchParams({ sub, ...(scope && { scope }), ...(email && { email }) });
  const answer = await fetch(`${source}?${query}`);
  if (!answer.ok) throw new Error(`no token for ${sub}: ${answer.status} ${await answer.text()}`);
  return answer.text();
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Every mail that the system under test has sent, oldest first. */
export async function mailbox(): Promise<Mail[]> {
  const answer = await fetch(process.env['ORDERFLOW_MAILBOX_URL'] ?? `${baseUrl}/local/mailbox`);
  return (await answer.json()) as Mail[];
}
