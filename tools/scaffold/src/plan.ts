/** The files to write: new ones, and text to insert at the end of existing ones or before one of their lines. */
export interface Plan {
  /** Path in the repository -> content. */
  create: Record<string, string>;
  insert: Insertion[];
}

export interface Insertion {
  path: string;
  text: string;
  /**
   * A pattern: the text is inserted before the last line that begins with it, or at the end of the file without a
   * match.
   */
  before?: string;
  /** The initial content of the file, if it may not exist yet. */
  startsAs?: string;
}

/** `shipOrder` and its other spellings. */
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
 * @throws Error that explains the format
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
