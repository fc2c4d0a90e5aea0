import type { Config } from 'jest';
import { hasDynoxide, lackOfJava } from './tools/local/src/engines/dynamodb.ts';

const shared = {
  transform: {
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // ESM-only packages have to be transformed too; pnpm nests them below node_modules/.pnpm.
  transformIgnorePatterns: ['/node_modules/(?!.*(jose|chokidar|readdirp|p-limit|yocto-queue)/)'],
  modulePathIgnorePatterns: ['<rootDir>/.*/\\.(serverless|esbuild)[^/]*/', '<rootDir>/\\.local/'],
} satisfies Config;

const INTEGRATION_TESTS = '<rootDir>/{packages,tools,services}/*/test/**/*.integration.test.ts';

/** Against engines without services, which the project's setup starts. */
const onEngines = (name: string, testMatch: string) => ({
  ...shared,
  displayName: name,
  testMatch: [testMatch],
  globalSetup: `<rootDir>/jest/${name}.setup.ts`,
  globalTeardown: `<rootDir>/jest/${name}.teardown.ts`,
  setupFiles: [`<rootDir>/jest/${name}.env.ts`],
});

/** Against the whole system. */
const endToEnd = (name: string, files: string) => ({
  ...shared,
  displayName: name,
  testMatch: [`<rootDir>/tools/e2e/test/**/${files}`],
  globalSetup: '<rootDir>/jest/e2e.setup.ts',
  globalTeardown: '<rootDir>/jest/e2e.teardown.ts',
  setupFilesAfterEnv: ['<rootDir>/jest/e2e.after.ts'],
});

/** The same tests on each engine that this machine can run (docs/laptop.md). */
async function onBothEngines() {
  const lacks = { integration: await lackOfJava(), dynoxide: hasDynoxide() ? undefined : 'there is none' };
  return Object.entries(lacks).flatMap(([name, why]) => {
    if (why) process.stderr.write(`\n!!! NOT TESTED here: the database engine of "${name}" (${why})\n`);
    return why ? [] : [onEngines(name, INTEGRATION_TESTS)];
  });
}

export default async (): Promise<Config> => ({
  testTimeout: 60_000,
  maxWorkers: 2,
  testSequencer: `${import.meta.dirname}/jest/longestFirst.ts`,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{packages,tools,services}/*/{src,test}/**/*.test.ts',
        '<rootDir>/infrastructure/test/**/*.test.ts',
      ],
      testPathIgnorePatterns: ['\\.(integration|faults|e2e|large)\\.test\\.ts$', '/node_modules/'],
    },
    // On DynamoDB Local (integration) and on Dynoxide.
    ...(await onBothEngines()),
    // Engines that are its own: it empties them again and again.
    onEngines('faults', '<rootDir>/tools/faults/test/**/*.faults.test.ts'),
    endToEnd('e2e', '*.e2e.test.ts'),
    // The million rows: `pnpm test:large`.
    endToEnd('large', '*.large.test.ts'),
  ],
});
