/** A match begins only where no address can have begun before, so that no text is searched again and again. */
const ADDRESS = /(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}/gi;
/** V8 quotes a text that is not JSON, as in `Unexpected token 'A', "Ada Lovela"... is not valid JSON`. */
const QUOTE_BEGINS = 'Unexpected token ';
const QUOTE_ENDS = ' is not valid JSON';
/** So many characters of an error's text are logged. A sender may have made it long. */
const MAX_LENGTH = 8_192;

/** Removes what people sent from an error's text: e-mail addresses, and beginnings of bodies. Takes linear time. */
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
