/** Text for HTML content and quoted attributes. */
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** What both forms of a mail say. */
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

/**
 * The HTML form: one column that fits a phone, readable without style, in light and dark. Mail programs know little
 * CSS, so everything has its style in line, and only what must change in the dark has a class.
 */
export function toHtml({ subject, greeting, paragraphs, button, code, footer }: Letter): string {
  const url = escapeHtml(button.url);
  const text = 'margin:0 0 16px;font-size:16px;line-height:24px';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #14171c !important; color: #e8eaed !important; }
  .card { background: #1f242b !important; border-color: #39414c !important; }
  .quiet { color: #aab2bd !important; }
  .code { background: #14171c !important; }
  .link { color: #8ab8ff !important; }
}
</style>
</head>
<body class="page" style="margin:0;background:#f3f4f6;color:#1d232b;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="100%" cellspacing="0" cellpadding="0" style="max-width:560px;background:#ffffff;border:1px solid #d9dde3;border-radius:8px">
<tr><td style="padding:32px 24px;text-align:left">
<p style="margin:0 0 24px;font-size:14px;font-weight:600;letter-spacing:0.04em">Orderflow</p>
<h1 style="margin:0 0 16px;font-size:24px;line-height:32px">${escapeHtml(greeting)}</h1>
${paragraphs.map((paragraph) => `<p style="${text}">${escapeHtml(paragraph)}</p>`).join('\n')}
<p style="margin:24px 0"><a href="${url}" style="display:inline-block;padding:14px 24px;border-radius:6px;background:#1a56c4;color:#ffffff;font-size:16px;font-weight:600;text-decoration:none">${escapeHtml(button.label)}</a></p>
<p class="quiet" style="margin:0 0 8px;font-size:14px;line-height:20px;color:#535c68">If the button does not work, open this address:<br><a class="link" href="${url}" style="color:#1a56c4;word-break:break-all">${url}</a></p>
<p class="quiet" style="margin:16px 0 8px;font-size:14px;line-height:20px;color:#535c68">Your code:</p>
<p class="code" style="margin:0 0 24px;padding:12px;border-radius:6px;background:#f3f4f6;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:15px;word-break:break-all">${escapeHtml(code)}</p>
<p class="quiet" style="margin:0;font-size:14px;line-height:20px;color:#535c68">${escapeHtml(footer)}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}
