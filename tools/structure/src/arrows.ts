/** What the packages that run inside a function may import; they are the layers of docs/architecture.md. */
const LAYERS: Record<string, readonly string[]> = {
  validation: [],
  domain: ['validation'],
  idempotency: ['domain', 'validation'],
  lambda: ['domain', 'validation'],
  mail: ['lambda'],
};
const OF_SERVICES = Object.keys(LAYERS);

/** A source file by its path in the repository, e.g. `services/orders/src/models/stock.ts`. */
export interface SourceFile {
  path: string;
  text: string;
}

/** One import that points the wrong way, as a sentence. */
export type Violation = string;

/**
 * The imports of these files that go against the arrows: nobody imports a service, and what runs inside a function
 * imports only the layers below it. Tests may use what they like of the packages.
 */
export function wrongArrows(files: readonly SourceFile[], services: readonly string[]): Violation[] {
  return files.flatMap(({ path, text }) =>
    specifiers(text).flatMap((specifier) => {
      const target = targetOf(path, specifier, services);
      const reason = target && wrong(path, target);
      return reason ? [`${path} imports ${specifier}: ${reason}`] : [];
    }),
  );
}

interface Target {
  folder: 'packages' | 'tools' | 'services';
  name: string;
}

/** Static and dynamic imports of literal names. */
export function specifiers(text: string): string[] {
  const found = text.matchAll(
    /(?:^|\s)(?:import|export)\s[^'"`;]*?from\s+'([^']+)'|\bimport\(?\s*'([^']+)'/g,
  );
  return [...found].map(([, named, bare]) => named ?? bare ?? '');
}

function targetOf(path: string, specifier: string, services: readonly string[]): Target | undefined {
  const [, scoped] = /^@orderflow\/([^/]+)/.exec(specifier) ?? [];
  if (scoped) {
    const packages = OF_SERVICES.includes(scoped) ? 'packages' : 'tools';
    return { folder: services.includes(scoped) ? 'services' : packages, name: scoped };
  }
  if (!specifier.startsWith('.')) return undefined;
  const [, folder, name] =
    /^\/(packages|tools|services)\/([^/]+)/.exec(new URL(specifier, `file:///${path}`).pathname) ?? [];
  return folder && name ? { folder: folder as Target['folder'], name } : undefined;
}

function wrong(path: string, { folder, name }: Target): string | undefined {
  const [ownFolder = '', own = '', area] = path.split('/');
  if (ownFolder === folder && own === name) return undefined;
  if (folder === 'services') return 'nobody imports a service; what two need goes into packages/';
  const isTest = area === 'test' || area === 'bench' || path.endsWith('.test.ts');
  const allowed = ownFolder === 'services' ? OF_SERVICES : LAYERS[own];
  if (isTest || !allowed || allowed.includes(name)) return undefined;
  return `${own} may import ${allowed.join(', ') || 'no other package'}`;
}
