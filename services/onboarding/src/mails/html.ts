import { escapeHtml, mailPage, styles } from '@orderflow/mail';

/** The content of both forms of a mail. */
export interface Letter {
  subject: string;
  greeting: string;
  /** Before the button. */
  paragraphs: string[];
  button: { label: string; url: string };
  code: string;
  /** Below the code, in small print. */
  footer: string;
}

/** The plain form of a letter. */
export const toText = ({ greeting, paragraphs, button, code, footer }: Letter): string =>
  [greeting, ...paragraphs, `${button.label}:\n${button.url}`, `Your code: ${code}`, footer, 'Orderflow']
    .join('\n\n')
    .concat('\n');

/** The HTML form of a letter. */
export function toHtml({ subject, greeting, paragraphs, button, code, footer }: Letter): string {
  const url = escapeHtml(button.url);
  const { heading, text, quiet } = styles;
  return mailPage(
    subject,
    `<h1 style="${heading}">${escapeHtml(greeting)}</h1>
${paragraphs.map((paragraph) => `<p style="${text}">${escapeHtml(paragraph)}</p>`).join('\n')}
<p style="margin:24px 0"><a href="${url}" style="display:inline-block;padding:14px 24px;border-radius:6px;background:#1a56c4;color:#ffffff;font-size:16px;font-weight:600;text-decoration:none">${escapeHtml(button.label)}</a></p>
<p class="quiet" style="margin:0 0 8px;${quiet}">If the button does not work, open this address:<br><a class="link" href="${url}" style="color:#1a56c4;word-break:break-all">${url}</a></p>
<p class="quiet" style="margin:16px 0 8px;${quiet}">Your code:</p>
<p class="code" style="margin:0 0 24px;padding:12px;border-radius:6px;background:#f3f4f6;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:15px;word-break:break-all">${escapeHtml(code)}</p>
<p class="quiet" style="margin:0;${quiet}">${escapeHtml(footer)}</p>`,
  );
}
