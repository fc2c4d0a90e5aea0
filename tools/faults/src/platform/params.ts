type Params = Record<'default' | 'local', Record<string, unknown>>;

const PARAM = /\$\{param:(\w+)\}/g;
const ENV = /\$\{env:(\w+), '([^']*)'\}/g;

/** Resolves `${param:…}` and `${env:…, '…'}` in a part of a serverless.yml as stage local does. */
export function resolveParams(value: unknown, params: Params): unknown {
  if (Array.isArray(value)) return value.map((one) => resolveParams(one, params));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolveParams(one, params)]));
  }
  if (typeof value !== 'string') return value;
  const whole = /^\$\{param:(\w+)\}$/.exec(value)?.[1];
  if (whole) return withEnv(lookUp(whole, params));
  return value.replace(PARAM, (_, name: string) => String(withEnv(lookUp(name, params))));
}

const lookUp = (name: string, { local, default: fallback }: Params): unknown => local[name] ?? fallback[name];

const withEnv = (value: unknown): unknown =>
  typeof value === 'string'
    ? value.replace(ENV, (_, name: string, fallback: string) => process.env[name] ?? fallback)
    : value;
