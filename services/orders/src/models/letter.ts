import type { UserItem } from '@orderflow/domain';
import { escapeHtml, greeting, type Mail, mailPage, styles } from '@orderflow/mail';

/** The content of a mail between its greeting and its end. */
export interface Letter {
  subject: string;
  paragraphs: string[];
  /** An address to open. */
  link?: string | undefined;
}

/** A mail to somebody with an account, in both forms. */
export function writeLetter({ email, name }: UserItem, { subject, paragraphs, link }: Letter): Mail {
  const { heading, text } = styles;
  const hello = greeting(name);
  return {
    to: email,
    subject,
    text: [hello, ...paragraphs, ...(link ? [link] : []), 'Orderflow'].join('\n\n').concat('\n'),
    html: mailPage(
      subject,
      [
        `<h1 style="${heading}">${escapeHtml(hello)}</h1>`,
        ...paragraphs.map((paragraph) => `<p style="${text}">${escapeHtml(paragraph)}</p>`),
        ...(link ? [`<p style="${text}">${anchor(link)}</p>`] : []),
      ].join('\n'),
    ),
  };
}

const anchor = (url: string) =>
  `<a class="link" href="${escapeHtml(url)}" style="color:#1a56c4;word-break:break-all">${escapeHtml(url)}</a>`;
