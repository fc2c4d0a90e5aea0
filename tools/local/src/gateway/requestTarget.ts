import { HttpProblem } from './problem.ts';

export interface RequestTarget {
  /** Decoded path segments: `/orders/a%20b` is `['orders', 'a b']`. */
  segments: string[];
  query: URLSearchParams;
}

/**
 * Reads the target of a request line. Services get the target as it was sent and normalize it themselves. So everything
 * that could become another path there is refused: dot segments, backslashes, fragments, absolute URLs.
 *
 * @throws HttpProblem 400
 */
export function parseTarget(target: string): RequestTarget {
  const [path = '', query = ''] = splitOnce(target, '?');
  if (!path.startsWith('/') || /[\\#]/.test(path))
    throw new HttpProblem(400, 'The request path is malformed');
  try {
    const segments = path.slice(1).split('/').map(decodeURIComponent);
    if (segments.some((segment) => segment === '.' || segment === '..')) {
      throw new HttpProblem(400, 'The request path must not have dot segments');
    }
    return { segments, query: new URLSearchParams(query) };
  } catch (error) {
    throw error instanceof HttpProblem
      ? error
      : new HttpProblem(400, 'The request path is not properly percent-encoded');
  }
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
