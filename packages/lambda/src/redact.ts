const ADDRESS = /[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}/gi;
/** V8 quotes the text that is no JSON, as in `Unexpected token 'A', "Ada Lovela"... is not valid JSON`. */
const QUOTED_TEXT = /Unexpected token .* is not valid JSON/gs;

/** The text of an error without what people sent: e-mail addresses, and beginnings of bodies. */
export const redact = (text: string): string =>
  text.replace(QUOTED_TEXT, 'It is not valid JSON').replace(ADDRESS, '[address]');
