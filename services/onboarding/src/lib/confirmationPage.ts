import { createHash } from 'node:crypto';
import type { HttpReply } from '@orderflow/lambda';

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
main { max-width: 32rem; margin: 4rem auto; padding: 0 1rem; }
button { font: inherit; font-weight: 600; padding: 0.75rem 1.5rem; border: 0; border-radius: 6px; background: #1a56c4; color: #fff; cursor: pointer; }
button:focus-visible { outline: 3px solid #8ab8ff; outline-offset: 2px; }
button:disabled { opacity: 0.6; cursor: default; }
`;

const SCRIPT = `
const code = new URLSearchParams(location.search).get('code');
const button = document.querySelector('button');
const say = (text) => { document.querySelector('[role=status]').textContent = text; };
if (!code) { button.disabled = true; say('This link is not complete. Please open it from the e-mail again.'); }
button.addEventListener('click', async () => {
  button.disabled = true;
  say('One moment …');
  try {
    const answer = await fetch(location.pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    if (answer.ok) return say('Thank you. Your e-mail address is confirmed.');
    if (answer.status === 404) return say('This link is not valid: it was used already, or its time is over.');
  } catch {}
  button.disabled = false;
  say('That did not work. Please try again in a moment.');
});
`;

const hashOf = (inline: string) => `'sha256-${createHash('sha256').update(inline).digest('base64')}'`;

/**
 * The page that posts the code. Scanners and previews open the links of mails, so opening it does nothing: a person has
 * to press its button. The page is the same for everybody; the code stays in the browser, and out of referrers.
 */
export const confirmationPage: HttpReply = {
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  },
  body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Confirm your e-mail address - Orderflow</title>
<style>${STYLE}</style>
<main>
<h1>Confirm your e-mail address</h1>
<p>One click, and your Orderflow account is active.</p>
<p><button type="button">Confirm my e-mail address</button></p>
<p role="status"></p>
<noscript><p>Please switch on JavaScript for this page.</p></noscript>
</main>
<script>${SCRIPT}</script>
</html>
`,
};
