import { createServer } from 'node:http';
import { openIssuer } from '@orderflow/local/issuer';

/**
 * The parts outside of AWS that a deployed stage needs: the issuer of its callers' tokens, and the mailbox of its
 * users.
 */
export interface Outside {
  /** Answers `?sub=SUB&scope=A+B&email=ADDRESS` with a token as text. */
  tokenUrl: string;
  /** Answers with a list of `{to, subject, text, html}`. */
  mailboxUrl: string;
  stop(): void;
}

/** A message as MiniStack returns it. */
interface SentMessage {
  To: string[];
  Subject: string;
  BodyText: string;
  BodyHtml: string;
}

/**
 * Serves the issuer and the mailbox at `url`, which is also the issuer's name.
 *
 * @param engine the URL of the engine, which stores the sent mails
 */
export async function startOutside(url: string, engine: string, keyDir: string): Promise<Outside> {
  const issuer = await openIssuer(keyDir, url, ['orderflow']);
  const answers: Record<string, (query: URLSearchParams) => string | Promise<string>> = {
    '/.well-known/openid-configuration': () => JSON.stringify({ issuer: url, jwks_uri: `${url}/jwks` }),
    '/jwks': () => JSON.stringify(issuer.jwks),
    '/token': (query) => {
      const claim = (name: string) => query.get(name) ?? '';
      return issuer.token({ sub: claim('sub'), scope: claim('scope'), email: claim('email') });
    },
    '/mailbox': async () => JSON.stringify(await sentMails(engine)),
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const answer = await answers[pathname]?.(searchParams);
    response.writeHead(answer === undefined ? 404 : 200).end(answer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(new URL(url).port), '127.0.0.1', resolve);
  });
  return {
    tokenUrl: `${url}/token`,
    mailboxUrl: `${url}/mailbox`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function sentMails(engine: string) {
  const answer = await fetch(`${engine}/_ministack/ses/messages`);
  const { messages } = (await answer.json()) as { messages: Record<string, SentMessage[]> };
  return Object.values(messages)
    .flat()
    .map(({ To, Subject, BodyText, BodyHtml }) => ({
      to: To.join(', '),
      subject: Subject,
      text: BodyText,
      html: BodyHtml,
    }));
}
