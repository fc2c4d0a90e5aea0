import type { IncomingMessage } from 'node:http';

/** What tells where a request comes from. */
export type Source = Pick<IncomingMessage, 'method' | 'headers'>;

export interface Refusal {
  status: 403 | 421;
  /** A sentence for whoever asked. */
  detail: string;
}

export interface Options {
  /** Let a person follow a link from elsewhere: a GET of a whole page changes nothing, and the other page sees nothing of it. */
  navigation?: boolean;
}

/**
 * True if a web page of another origin sent the request. Browsers say so: in `Origin` with every request that is not
 * a plain GET or HEAD, and in `Sec-Fetch-Site` with all of them. A page can leave out or change neither.
 *
 * @see https://fetch.spec.whatwg.org/#origin-header
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function isFromElsewhere(request: Source, options?: Options): boolean;

/** Why a request must not be answered: another host's name in `Host`, or a page of another origin. */
export function refusalOf(request: Source, options?: Options): Refusal | undefined;

/**
 * From now on every HTTP server of this process answers this machine's own programs and pages only, and every
 * server listens on 127.0.0.1, whatever it asks for. For servers that others wrote. A second call changes nothing.
 *
 * @param admits lets a request in wherever it comes from; not asked about one with a foreign `Host`
 */
export function guardServers(admits?: (request: IncomingMessage) => boolean): void;

/** From now on every server of this process listens on 127.0.0.1, whatever it asks for. */
export function listenHereOnly(): void;
