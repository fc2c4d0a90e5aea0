/** Sends a read request to the console's server. @throws Error with the server's message. */
export async function ask<T>(path: string, query: Record<string, string> = {}): Promise<T> {
  return read<T>(await fetch(`/console/api/${path}?${new URLSearchParams(query)}`));
}

export async function tell<T>(path: string, body: object): Promise<T> {
  return read<T>(
    await fetch(`/console/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

export async function read<T>(answer: Response): Promise<T> {
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail ?? answer.statusText);
  return body as T;
}
