import { type ServerResponse, STATUS_CODES } from 'node:http';

/** An error answer. It may be thrown anywhere while a request is handled. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Members of the problem besides the standard ones. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    detail: string,
    headers: Record<string, string> = {},
    members: Record<string, unknown> = {},
  ) {
    super(detail);
    this.status = status;
    this.headers = headers;
    this.members = members;
  }
}

export const problemType = 'application/problem+json';

/** The JSON of RFC 9457 problem details. `about:blank` means that the status code says it all. */
export function problemBody(status: number, detail: string, members: Record<string, unknown> = {}): string {
  return JSON.stringify({
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    ...members,
  });
}

/** Answers with the problem, unless an answer has already begun. */
export function sendProblem(response: ServerResponse, problem: HttpProblem): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(problem.status, { 'content-type': problemType, ...problem.headers });
  response.end(problemBody(problem.status, problem.message, problem.members));
}
