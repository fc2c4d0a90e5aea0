import type { ApiAnswer, ApiRequest } from './api.ts';
import { ApiError } from './apiError.ts';
import { Faults, refusalBeforeEffect } from './faults.ts';
import { type Params, readForm } from './form.ts';
import { once } from './idempotency.ts';
import { cancelIntent, captureIntent, confirmIntent, createIntent, findIntent } from './intents.ts';
import { type LedgerEntry, ledger } from './ledger.ts';
import { type Intent, showCharge, showIntent, showRefund } from './objects.ts';
import { createRefund } from './refunds.ts';
import { randomId, State } from './state.ts';
import { type CardAnswer, decline } from './testMethods.ts';
import { type Post, Webhooks } from './webhooks.ts';

/** The API version of these answers. */
export const API_VERSION = '2026-10-28.endive';

export interface ProviderOptions {
  apiKey: string;
  /** Secrets of the webhook endpoint; several while one is being replaced. */
  webhookSecrets: readonly string[];
  post: Post;
  now?: () => number;
  wait?: (ms: number) => Promise<unknown>;
  state?: State;
}

/** The parts of Stripe that Orderflow uses, with ordered faults. */
export class Provider {
  readonly faults = new Faults();
  readonly webhooks: Webhooks;
  readonly #state: State;
  readonly #options: Required<Pick<ProviderOptions, 'apiKey' | 'now' | 'wait'>>;

  constructor({ apiKey, webhookSecrets, post, now = Date.now, wait = sleep, state }: ProviderOptions) {
    this.#state = state ?? new State();
    this.#options = { apiKey, now, wait };
    const webhookOptions = { secrets: webhookSecrets, apiVersion: API_VERSION, post, now };
    this.webhooks = new Webhooks(this.#state, this.faults, webhookOptions);
  }

  /** The money by the provider's own records. Releases authorisations that have ended by themselves first. */
  ledger(): LedgerEntry[] {
    for (const { id } of this.#state.intents.values()) this.#find(id);
    return ledger(this.#state);
  }

  /** Forgets everything: money, keys, webhooks and faults. */
  clear(): void {
    this.#state.clear();
    this.faults.clear();
  }

  /** @returns undefined when the connection breaks instead of an answer */
  async answer(request: ApiRequest): Promise<ApiAnswer | undefined> {
    const about = this.#about(request);
    const headers = { 'request-id': randomId('req'), 'stripe-version': API_VERSION };
    try {
      this.#authenticate(request);
      const refused = this.faults.take(about, 'rate-limited', 'unavailable');
      if (refused) throw refusalBeforeEffect(refused.fault);
      const answer = await once(request, this.#state, this.#options.now(), () => this.#run(request, about));
      return { ...answer, headers: { ...headers, ...answer.headers } };
    } catch (error) {
      if (error === BROKEN) return undefined;
      return { ...errorAnswer(error), headers: { ...headers, ...errorAnswer(error).headers } };
    }
  }

  async #run(request: ApiRequest, about: string): Promise<{ answer: ApiAnswer; begun: boolean }> {
    let outcome: { answer: ApiAnswer; begun: boolean };
    try {
      outcome = { answer: json(200, this.#effect(request, about)), begun: true };
    } catch (error) {
      outcome = { answer: errorAnswer(error), begun: error instanceof ApiError && wasBegun(error) };
    }
    if (request.method !== 'POST') return outcome;
    const fault = this.faults.take(about, 'slow', 'dead-after-effect', 'lost-answer');
    if (fault?.fault === 'slow') await this.#options.wait(fault.ms);
    if (fault?.fault === 'dead-after-effect') {
      const answer = errorAnswer(new ApiError(500, 'api_error', 'An error occurred on our end.'));
      return {
        answer: { ...answer, headers: { ...answer.headers, 'stripe-should-retry': 'false' } },
        begun: true,
      };
    }
    if (fault?.fault === 'lost-answer') this.#break(request, outcome.answer);
    return outcome;
  }

  /** Keeps the effect, and stores its answer for repeats of the request. */
  #break({ method, path, body, headers }: ApiRequest, answer: ApiAnswer): never {
    const key = headers['idempotency-key'];
    if (typeof key === 'string') {
      const value = { key, request: `${method} ${path} ${body}`, at: this.#options.now(), answer };
      this.#state.change({ kind: 'key', value });
    }
    throw BROKEN;
  }

  #effect({ method, path, body }: ApiRequest, about: string): object {
    const { pathname, searchParams } = new URL(path, 'http://provider');
    const params = readForm(method === 'POST' ? body : searchParams.toString());
    const [version, resource, id, verb, ...rest] = pathname.split('/').slice(1);
    const route = `${method} ${[version, resource, id && ':id', verb, ...rest].filter(Boolean).join('/')}`;
    const now = this.#options.now();
    const intent = () => this.#find(id ?? '');
    switch (route) {
      case 'POST v1/payment_intents': {
        const created = createIntent(params, this.#state, now);
        this.#emit('payment_intent.created', created, about);
        return this.#show(created, params);
      }
      case 'GET v1/payment_intents/:id':
        return this.#show(intent(), params);
      case 'POST v1/payment_intents/:id/confirm':
        return this.#confirm(intent(), params, about);
      case 'POST v1/payment_intents/:id/capture': {
        const captured = captureIntent(intent(), params, this.#state);
        this.#emit('charge.captured', captured, about);
        this.#emit('payment_intent.succeeded', captured, about);
        return this.#show(captured, params);
      }
      case 'POST v1/payment_intents/:id/cancel': {
        const cancelled = cancelIntent(intent(), params, this.#state, now);
        this.#emit('payment_intent.canceled', cancelled, about);
        return this.#show(cancelled, params);
      }
      case 'POST v1/refunds': {
        const of = this.#find(String(params['payment_intent'] ?? ''));
        const refund = createRefund(of, params, this.#state, now);
        this.webhooks.emit('refund.created', showRefund(refund), of.id, about);
        this.#emit('charge.refunded', of, about);
        return showRefund(refund);
      }
      case 'GET v1/refunds': {
        const of = this.#find(String(params['payment_intent'] ?? ''));
        // Newest first, as in every list of Stripe.
        const data = this.#state.refundsOf(of.id).map(showRefund).reverse();
        return { object: 'list', data, has_more: false, url: '/v1/refunds' };
      }
      default:
        throw new ApiError(
          404,
          'invalid_request_error',
          `Unrecognized request URL (${method}: ${pathname}).`,
        );
    }
  }

  #confirm(intent: Intent, params: Params, about: string): object {
    const forced = this.faults.take(about, 'declined', 'needs-action');
    const answer: CardAnswer | undefined =
      forced &&
      (forced.fault === 'declined' ? decline('card_declined', 'generic_decline') : { kind: 'action' });
    const confirmed = confirmIntent(intent, params, this.#state, this.#options.now(), answer);
    if (confirmed.lastError) {
      this.#emit('payment_intent.payment_failed', confirmed, about);
      const { type, message, ...more } = confirmed.lastError;
      throw new ApiError(402, type, message, { ...more, payment_intent: this.#show(confirmed, params) });
    }
    if (confirmed.status === 'requires_action')
      this.#emit('payment_intent.requires_action', confirmed, about);
    else this.#emit('payment_intent.amount_capturable_updated', confirmed, about);
    return this.#show(confirmed, params);
  }

  /** The current intent. If it has ended by itself, an event is sent. */
  #find(id: string): Intent {
    const before = this.#state.intents.get(id)?.status;
    const intent = findIntent(id, this.#state, this.#options.now());
    if (intent.status !== before) this.#emit('payment_intent.canceled', intent, aboutIntent(intent));
    return intent;
  }

  #show(intent: Intent, { expand = [] }: Params): object {
    return showIntent(intent, this.#state.refundsOf(intent.id), [expand].flat().includes('latest_charge'));
  }

  #emit(type: string, intent: Intent, about: string): void {
    const refunds = this.#state.refundsOf(intent.id);
    const object = type.startsWith('charge.') ? showCharge(intent, refunds) : showIntent(intent, refunds);
    if (object) this.webhooks.emit(type, object, intent.id, `${about} ${aboutIntent(intent)}`);
  }

  #authenticate({ headers }: ApiRequest): void {
    if (headers['authorization'] === `Bearer ${this.#options.apiKey}`) return;
    throw new ApiError(401, 'invalid_request_error', 'Invalid API Key provided.');
  }

  /** The text that a fault's `match` is compared with. */
  #about({ method, path, body }: ApiRequest): string {
    const [id] = /\bpi_[0-9a-f]+/.exec(`${path} ${body}`) ?? [];
    const intent = id ? this.#state.intents.get(id) : undefined;
    return `${method} ${path} ${decodeURIComponent(body.replaceAll('+', ' '))} ${intent ? aboutIntent(intent) : ''}`;
  }
}

const aboutIntent = ({ id, metadata, paymentMethod }: Intent): string =>
  [id, ...Object.values(metadata), paymentMethod].join(' ');

const BROKEN = new Error('the connection breaks');
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * True if a refused request had begun, so that its key is used: for a refused card, or a state that does not allow
 * it.
 */
const wasBegun = ({ status, more }: ApiError): boolean =>
  status === 402 || more['code'] === 'payment_intent_unexpected_state';

const json = (status: number, body: object): ApiAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

function errorAnswer(error: unknown): ApiAnswer {
  const known = error instanceof ApiError ? error : failure(error);
  const { status, type, message, more } = known;
  return json(status, { error: { type, message, ...more } });
}

const failure = (error: unknown): ApiError =>
  error instanceof SyntaxError || error instanceof URIError
    ? new ApiError(400, 'invalid_request_error', error.message)
    : new ApiError(500, 'api_error', (error as Error).message);
