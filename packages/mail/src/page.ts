/** Text for HTML content and quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Mail programs know little CSS, so every element has its style in line. */
export const styles = {
  heading: 'margin:0 0 16px;font-size:24px;line-height:32px',
  text: 'margin:0 0 16px;font-size:16px;line-height:24px',
  /** Use with the class `quiet`, which lightens it in dark mode. */
  quiet: 'font-size:14px;line-height:20px;color:#535c68',
};

/**
 * The HTML form of a mail: one column that fits a phone, readable without style, in light and dark mode. Only elements
 * that change in dark mode have a class: `quiet`, `code`, `link`, `line`.
 *
 * @param content HTML, escaped where it has to be
 */
export const mailPage = (subject: string, content: string): string => `<!doctype html>
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
  .line { border-color: #39414c !important; }
}
</style>
</head>
<body class="page" style="margin:0;background:#f3f4f6;color:#1d232b;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="100%" cellspacing="0" cellpadding="0" style="max-width:560px;background:#ffffff;border:1px solid #d9dde3;border-radius:8px">
<tr><td style="padding:32px 24px;text-align:left">
<p style="margin:0 0 24px;font-size:14px;font-weight:600;letter-spacing:0.04em">Orderflow</p>
${content}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
