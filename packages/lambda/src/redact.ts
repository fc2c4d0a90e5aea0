/** Begins only where no address can have begun before, so that no text is looked at again and again. */
const ADDRESS = /(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}/gi;
/** V8 quotes the text that is no JSON, as in `Unexpected token 'A', "Ada Lovela"... is not valid JSON`. */
const QUOTE_BEGINS = 'Unexpected token ';
const QUOTE_ENDS = ' is not valid JSON';
/** Of an error's text, this much is logged: somebody may have made it long. */
const MAX_LENGTH = 8_192;

/** The text of an error without what people sent: e-mail addresses, and beginnings of bodies. Takes linear time. */
export const redact = (text: string): string => {
  const quoteless = withoutQuote(text).replace(ADDRESS, '[address]');
  return quoteless.length > MAX_LENGTH ? `${quoteless.slice(0, MAX_LENGTH)}…` : quoteless;
};

function withoutQuote(text: string): string {
  const begin = text.indexOf(QUOTE_BEGINS);
  const end = text.lastIndexOf(QUOTE_ENDS);
  if (begin < 0 || end < begin) return text;
  return `${text.slice(0, begin)}It is not valid JSON${text.slice(end + QUOTE_ENDS.length)}`;
}
