import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportState } from '@orderflow/ops/imports/types';
import type { CreateImport, PutImportTemplate } from '@orderflow/validation';

export interface Upload {
  importId: string;
  uploadUrl: string;
  uploadHeaders: Record<string, string>;
}

/**
 * How long calls are retried. A service that crashes repeatedly is worth waiting for: its import goes on once it is back.
 */
const PATIENCE_MS = 5 * 60_000;
const RETRY_MS = 500;
/** A new token is fetched after half of a token's life: the local issuer's are valid for an hour. */
const TOKEN_LIFE_MS = 30 * 60_000;

/** The gateway never dies alone: if it refuses connections, the whole copy is down. */
const isRefused = ({ cause }: Error) => (cause as { code?: string } | undefined)?.code === 'ECONNREFUSED';

/** The detail and the errors of a problem document (RFC 9457), or the answer as it is. */
function reasonIn(content: string): string {
  try {
    const { detail, errors = [] } = JSON.parse(content) as {
      detail?: string;
      errors?: { pointer: string; message: string }[];
    };
    return [detail ?? content, ...errors.map(({ pointer, message }) => `${pointer} ${message}`)].join('; ');
  } catch {
    return content;
  }
}

/** True if the system or its connections were stopped. It may be back at any time. */
export const isOutage = (error: unknown): boolean =>
  ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes((error as { code?: string }).code ?? '');

export type Template = PutImportTemplate & { name: string };

const templatePath = (name: string) => `/import-templates/${encodeURIComponent(name)}`;
const pathOf = (importId: string) => `/imports/${encodeURIComponent(importId)}`;

/** Client of a running copy's imports API, with its own principal. */
export class ImportsApi {
  readonly #baseUrl: string;
  readonly #waits: ((why: string) => void) | undefined;
  #token: { value: string; until: number } | undefined;

  /**
   * @param waits called once per call that finds the system down; the call then waits without limit. Without it, calls
   *   fail.
   */
  constructor(baseUrl: string, waits?: (why: string) => void) {
    this.#baseUrl = baseUrl;
    this.#waits = waits;
  }

  create = (wanted: CreateImport): Promise<Upload> =>
    this.#call('POST', '/imports', wanted, { 'idempotency-key': randomUUID() });

  get = (importId: string): Promise<ImportState> => this.#call('GET', pathOf(importId));

  /** The newest imports of this principal, and of files that were put into the bucket directly. */
  list = async (limit: number): Promise<ImportState[]> =>
    (await this.#call<{ items: ImportState[] }>('GET', `/imports?limit=${limit}`)).items;

  /** Imports what was previewed. Repeating it changes nothing. */
  commit = (importId: string): Promise<ImportState> => this.#call('POST', `${pathOf(importId)}/commit`);

  /** Cancels the orders that an import has created. Repeating it changes nothing. */
  undo = (importId: string): Promise<ImportState> => this.#call('POST', `${pathOf(importId)}/undo`);

  templates = async (): Promise<Template[]> =>
    (await this.#call<{ items: Template[] }>('GET', '/import-templates')).items;

  putTemplate = (name: string, reading: PutImportTemplate): Promise<Template> =>
    this.#call('PUT', templatePath(name), reading);

  deleteTemplate = (name: string): Promise<unknown> => this.#call('DELETE', templatePath(name));

  /** Retries while the system cannot answer. A create carries an idempotency key, so a retry creates nothing twice. */
  async #call<T>(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    let told = false;
    let renewed = false;
    for (;;) {
      const answer = await this.#attempt(method, path, body, headers).catch((error: Error) => error);
      if (answer instanceof Response && answer.status < 500) {
        const content = await answer.text();
        // A restarted system does not accept old tokens.
        if (answer.status === 401 && !renewed) {
          renewed = true;
          this.#token = undefined;
          continue;
        }
        if (answer.ok) return JSON.parse(content) as T;
        throw new Error(`${method} ${path} was refused with ${answer.status}: ${reasonIn(content)}`);
      }
      const refused = answer instanceof Error && isRefused(answer);
      if (refused || Date.now() > deadline) {
        const why = answer instanceof Error ? 'does not answer' : `answers ${answer.status}`;
        const down = `Orderflow at ${this.#baseUrl} ${why}`;
        if (!this.#waits) throw new Error(`${down}. Is it running? Start it with \`pnpm dev\`.`);
        if (!told) this.#waits(`${down}: waiting until it is back.`);
        told = true;
      }
      await sleep(RETRY_MS);
    }
  }

  async #attempt(method: string, path: string, body?: object, headers?: object): Promise<Response> {
    return fetch(this.#baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${await this.#bearer()}`, ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  }

  async #bearer(): Promise<string> {
    if (!this.#token || this.#token.until < Date.now()) {
      const answer = await fetch(`${this.#baseUrl}/local/token?sub=pnpm-drop&scope=imports:write`);
      if (!answer.ok) throw new Error(`no token: ${answer.status}`);
      this.#token = { value: await answer.text(), until: Date.now() + TOKEN_LIFE_MS };
    }
    return this.#token.value;
  }
}
