/** Asks the console's server to read or to do something. @throws Error with the server's words. */
export async function ask<T>(path: string, question: object = {}): Promise<T> {
  const answer = await fetch(`/console/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail ?? answer.statusText);
  return body as T;
}
