import type { Config } from 'jest';

const shared = {
  transform: {
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // ESM-only packages have to be transformed too; pnpm nests them below node_modules/.pnpm.
  transformIgnorePatterns: ['/node_modules/(?!.*(jose|chokidar|readdirp)/)'],
  modulePathIgnorePatterns: ['<rootDir>/.*/\\.(serverless|esbuild)/', '<rootDir>/\\.local/'],
} satisfies Config;

/** The same integration tests run on two DynamoDB engines: `integration` on DynamoDB Local, `dynoxide` on Dynoxide. */
const integration = (name: string) => ({
  ...shared,
  displayName: name,
  testMatch: ['<rootDir>/{packages,services}/*/test/**/*.integration.test.ts'],
  globalSetup: `<rootDir>/jest/${name}.setup.ts`,
  globalTeardown: `<rootDir>/jest/${name}.teardown.ts`,
  setupFiles: [`<rootDir>/jest/${name}.env.ts`],
});

/** Against the whole system. */
const endToEnd = (name: string, files: string) => ({
  ...shared,
  displayName: name,
  testMatch: [`<rootDir>/packages/e2e/test/**/${files}`],
  globalSetup: '<rootDir>/jest/e2e.setup.ts',
  globalTeardown: '<rootDir>/jest/e2e.teardown.ts',
});

const config: Config = {
  testTimeout: 60_000,
  maxWorkers: 2,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{packages,services}/*/{src,test}/**/*.test.ts',
        '<rootDir>/infrastructure/test/**/*.test.ts',
      ],
      testPathIgnorePatterns: ['\\.(integration|e2e|large)\\.test\\.ts$', '/node_modules/'],
    },
    integration('integration'),
    integration('dynoxide'),
    endToEnd('e2e', '*.e2e.test.ts'),
    // The million rows: `pnpm test:large`.
    endToEnd('large', '*.large.test.ts'),
  ],
};

export default config;
