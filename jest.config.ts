import { createRequire } from 'node:module';
import type { Config } from 'jest';
import { javaVersion } from './tools/local/src/engines/java.ts';

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

const notTested = (what: string) => process.stderr.write(`\n!!! NOT TESTED: ${what}\n`);

/** There is a program of it for few systems (docs/laptop.md). */
function hasDynoxide(): boolean {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const local = createRequire(`${import.meta.dirname}/tools/local/package.json`);
    return local.resolve(`@dynoxide/${platform}/package.json`) !== '';
  } catch {
    notTested(`the database engine Dynoxide, of which there is no program for ${platform}`);
    return false;
  }
}

async function hasJava(): Promise<boolean> {
  if (((await javaVersion()) ?? 0) >= 17) return true;
  notTested('the database engine DynamoDB Local, for want of Java 17');
  return false;
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
    // The same tests on two DynamoDB engines: DynamoDB Local and Dynoxide.
    ...((await hasJava()) ? [onEngines('integration', INTEGRATION_TESTS)] : []),
    ...(hasDynoxide() ? [onEngines('dynoxide', INTEGRATION_TESTS)] : []),
    // Engines that are its own: it empties them again and again.
    onEngines('faults', '<rootDir>/tools/faults/test/**/*.faults.test.ts'),
    endToEnd('e2e', '*.e2e.test.ts'),
    // The million rows: `pnpm test:large`.
    endToEnd('large', '*.large.test.ts'),
  ],
});
