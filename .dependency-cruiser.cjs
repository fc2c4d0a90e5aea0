/**
 * Which way imports may point: services -> packages, tools -> packages, nothing -> tools, and no service imports another.
 * The packages are layers of their own. Tests may use any package and tool, never another service.
 */
const TESTS = '\\.test\\.ts$|/(test|bench)/';

/** What the packages that run inside a function may import; they are the layers of docs/architecture.md. */
const LAYERS = {
  validation: [],
  tracing: [],
  domain: ['tracing', 'validation'],
  idempotency: [],
  lambda: ['domain', 'tracing', 'validation'],
  mail: ['domain', 'idempotency', 'lambda', 'tracing'],
};

const layer = ([name, below]) => ({
  name: `layers-${name}`,
  comment: `packages/${name} may import ${below.join(', ') || 'no other package'}`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: TESTS },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...below].join('|')})/` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-import-of-a-service',
      comment: 'Nobody imports a service; what two need goes into packages/.',
      severity: 'error',
      from: { path: '^([^/]+/[^/]+)/' },
      to: { path: '^services/', pathNot: '^$1/' },
    },
    {
      name: 'nothing-needs-tools',
      comment: 'What runs in Lambda imports nothing of tools/.',
      severity: 'error',
      from: { path: '^(services|packages)/', pathNot: TESTS },
      to: { path: '^tools/' },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere could hide a wrong arrow.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, path: '^(@orderflow/|\\.)' },
    },
    ...Object.entries(LAYERS).map(layer),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|generated|\\.[^/]+)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
