/** What to write: new files, and text at the end of existing ones or before a line of them. */
export interface Plan {
  /** Path in the repository -> content. */
  create: Record<string, string>;
  insert: Insertion[];
}

export interface Insertion {
  path: string;
  text: string;
  /** A pattern: the text goes before the last line that begins with it, at the end of the file where none does. */
  before?: string;
  /** What the file is before the insertion, where it need not be there. */
  startsAs?: string;
}

/** `shipOrder` and the other spellings of it. */
export interface Name {
  service: string;
  /** camelCase */
  camel: string;
  /** PascalCase */
  pascal: string;
  /** kebab-case */
  kebab: string;
}

/**
 * Reads `SERVICE/NAME`, the name in camelCase.
 *
 * @throws Error that says how it is written
 */
export function parseName(text = ''): Name {
  const [, service, camel] = /^([a-z][a-z0-9]*)\/([a-z][A-Za-z0-9]*)$/.exec(text) ?? [];
  if (!service || !camel) throw new Error(`"${text}" is not SERVICE/NAME, such as orders/shipOrder`);
  return {
    service,
    camel,
    pascal: camel.charAt(0).toUpperCase() + camel.slice(1),
    kebab: camel.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  };
}
