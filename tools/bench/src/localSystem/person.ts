/** Headers of a person's JSON requests, with a token of the local issuer. */
export async function person(url: string, sub: string, scope = ''): Promise<Record<string, string>> {
  const answer = await fetch(`${url}/local/token?${new URLSearchParams({ sub, scope })}`);
  return { authorization: `Bearer ${await answer.text()}`, 'content-type': 'application/json' };
}
