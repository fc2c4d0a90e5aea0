/** These attributes of an item, as far as it has them. */
export const pick = (item: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.flatMap((name) => (name in item ? [[name, item[name]]] : [])));
