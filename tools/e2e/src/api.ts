import { randomUUID } from 'node:crypto';
import { Conformance } from '@orderflow/api/conformance';
import { token, urlOf } from './system.ts';

export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

export interface Call {
  body?: unknown;
  headers?: Record<string, string>;
}

/** An API client for one person. */
export class Person {
  readonly sub: string;
  readonly #scope: string;
  readonly #verified: string | undefined;
  #token: Promise<string> | undefined;
  #ownPrices: Promise<string> | undefined;

  /** @param verified an address that the person's token marks as verified */
  constructor(sub = `person-${randomUUID()}`, scope = '', verified?: string) {
    this.sub = sub;
    this.#scope = scope;
    this.#verified = verified;
  }

  async call<T>(method: string, path: string, { body, headers }: Call = {}): Promise<Answer<T>> {
    const authorization = `Bearer ${await this.#tokenFor(method, path)}`;
    return send<T>(method, path, { body, headers: { authorization, ...headers } });
  }

  /** Tests order products that are in no catalogue, at prices that they name. That needs a scope. */
  #tokenFor(method: string, path: string): Promise<string> {
    if (method === 'POST' && path === '/orders') {
      this.#ownPrices ??= token(this.sub, `${this.#scope} orders:price`.trim(), this.#verified);
      return this.#ownPrices;
    }
    this.#token ??= token(this.sub, this.#scope, this.#verified);
    return this.#token;
  }

  get = <T>(path: string) => this.call<T>('GET', path);
  put = <T>(path: string, body: unknown) => this.call<T>('PUT', path, { body });
  post = <T>(path: string, body?: unknown, headers: Record<string, string> = {}) =>
    this.call<T>('POST', path, { body, headers });

  placeOrder = (order: object, key: string = randomUUID()) =>
    this.post<Order>('/orders', order, { 'idempotency-key': key });
}

const conformance = new Conformance();

/**
 * One HTTP call without credentials. A string body is sent unchanged.
 *
 * @throws Error when the answer does not match the OpenAPI document.
 */
export async function send<T>(
  method: string,
  path: string,
  { body, headers }: Call = {},
): Promise<Answer<T>> {
  const answer = await fetch(urlOf(path), {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json');
  const { status, headers: answered } = answer;
  const given = { status, headers: answered, body: (isJson ? JSON.parse(text) : text) as T };
  const differences = conformance.differences(method, path, given);
  if (differences.length > 0) throw new Error(differences.join('\n'));
  return given;
}

export interface Order {
  orderId: string;
  userId: string;
  status: string;
  total: number;
  createdAt: string;
}

export interface Stock {
  available: number;
  reserved: number;
}
