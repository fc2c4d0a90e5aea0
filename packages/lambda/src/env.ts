/**
 * A setting that the function's configuration must provide.
 *
 * @throws Error naming the variable when it is absent: a function that is deployed wrong fails at its first use.
 */
export function env(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`the environment variable ${name} is not set`);
  return value;
}
