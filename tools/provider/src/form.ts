/** The parameters of a request: texts, and objects and lists of them. */
export type Params = { [name: string]: string | string[] | Params };

const KEY = /^([^[\]]+)((?:\[[^[\]]*\])*)$/;

/**
 * Reads a form in Stripe's format: `metadata[orderId]=1`, `expand[]=latest_charge`, `expand[0]=latest_charge`. Only
 * one level of brackets is supported; a deeper name is an error.
 */
export function readForm(text: string): Params {
  const params: Params = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const [, key = '', brackets = ''] = KEY.exec(name) ?? [];
    const inner = brackets.slice(1, -1);
    if (key === '' || inner.includes('[')) throw new SyntaxError(`the parameter ${name} is not understood`);
    if (brackets === '') params[key] = value;
    else if (/^\d*$/.test(inner)) params[key] = [...list(params[key]), value];
    else params[key] = Object.assign(Object.create(null), object(params[key]), { [inner]: value });
  }
  return params;
}

const list = (value: Params[string] | undefined): string[] => (Array.isArray(value) ? value : []);
const object = (value: Params[string] | undefined): Params =>
  typeof value === 'object' && !Array.isArray(value) ? value : {};
