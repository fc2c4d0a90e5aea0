/** A request that a page tries to send. */
interface Try {
  urls: string[];
  method: string;
  body: string | undefined;
  headers: Record<string, string> | undefined;
}

/** The parts of a browser that the function below uses. */
interface Element {
  name?: string;
  src?: string;
  onload?: (value?: unknown) => void;
  onerror?: (value?: unknown) => void;
  append(...children: Element[]): void;
  remove(): void;
  submit(): void;
}
interface Browser {
  document: { body: Element; createElement(name: string): Element };
}

/**
 * Runs in a page. Sends a request in every way that a page has (fetch with and without CORS, an image, a form), waits
 * for each answer, and returns the answers that the page could read.
 */
export async function tryEverything({ urls, method, body, headers }: Try): Promise<string[]> {
  const { document } = globalThis as unknown as Browser;
  const read: string[] = [];
  for (const url of urls) {
    const request = (more: object): RequestInit => ({
      method,
      ...(body === undefined ? {} : { body }),
      ...(headers ? { headers } : {}),
      signal: AbortSignal.timeout(3_000),
      ...more,
    });
    await fetch(url, request({})).then(
      async (answer) => read.push(`${answer.status} ${await answer.text()}`),
      () => {},
    );
    await fetch(url, request({ mode: 'no-cors' })).catch(() => {});
    await fetch(url, request({ mode: 'no-cors', referrerPolicy: 'no-referrer' })).catch(() => {});
    const loaded = (element: Element) =>
      new Promise((resolve) => {
        setTimeout(resolve, 1_000);
        element.onload = resolve;
        element.onerror = resolve;
      });
    if (method === 'GET') {
      const image = document.createElement('img');
      image.src = url;
      await loaded(image);
    }
    if (method === 'POST') {
      const frame = Object.assign(document.createElement('iframe'), { name: 'target' });
      const form = Object.assign(document.createElement('form'), { method, action: url, target: 'target' });
      document.body.append(frame, form);
      form.submit();
      await loaded(frame);
      frame.remove();
      form.remove();
    }
  }
  return read;
}
