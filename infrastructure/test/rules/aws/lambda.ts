import type { Deployment } from '@orderflow/stacks/deployment';
import { type AwsRule, every, failing, ranges, some } from './rule.ts';

const QUOTAS = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';
const FUNCTION = 'AWS::Lambda::Function';

const settings = ranges(
  FUNCTION,
  QUOTAS,
  { Timeout: [1, 900], MemorySize: [128, 10_240], 'EphemeralStorage.Size': [512, 10_240] },
  { notProven: 'a new account has 3,008 MB of memory for a function until it has been used for a while' },
);

const variables = ({ Environment }: { Environment?: { Variables?: Record<string, unknown> } }) =>
  Object.entries(Environment?.Variables ?? {});
/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const RESERVED =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_REGION|REGION|EXECUTION_ENV|LAMBDA_.*|ACCESS_KEY|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/;

const environmentsFit: AwsRule = {
  name: "a function's environment has 4 KB, and no name in it is Lambda's own",
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html',
  check: (stage) =>
    failing(stage, FUNCTION, ({ Properties }) => {
      const all = variables(Properties);
      const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(all)));
      return bytes <= 4_096 && all.every(([name]) => /^[a-zA-Z]\w+$/.test(name) && !RESERVED.test(name));
    }),
  counterexamples: {
    'a long value': (stage) => {
      some(stage, FUNCTION).Properties.Environment.Variables.LONG = 'x'.repeat(4_096);
    },
    "a name of Lambda's": (stage) => {
      some(stage, FUNCTION).Properties.Environment.Variables.AWS_REGION = 'us-east-1';
    },
  },
};

/** Shared by all stages and everything else in the account. */
const ACCOUNT_CONCURRENCY = 1_000;
const UNRESERVED = 100;

const reserved = (stage: Deployment) =>
  every(stage, FUNCTION).reduce(
    (sum, { Properties }) => sum + (Properties.ReservedConcurrentExecutions ?? 0),
    0,
  );
const provisionedOf = (stage: Deployment, functionName: string): number =>
  every(stage, 'AWS::Lambda::Alias')
    .filter(({ Properties }) => Properties.FunctionName === functionName)
    .reduce(
      (sum, { Properties }) =>
        sum + (Properties.ProvisionedConcurrencyConfig?.ProvisionedConcurrentExecutions ?? 0),
      0,
    );

const concurrencyIsThere: AwsRule = {
  name: "reserved concurrency leaves 100 of the account's 1,000 to everybody else, and provisioned concurrency is within it",
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
  notProven:
    'what the account has: a new one begins with 10, and then nothing can be reserved at all; other stages take of the same 1,000',
  check: (stage) => [
    ...(reserved(stage) > ACCOUNT_CONCURRENCY - UNRESERVED ? [`${reserved(stage)} reserved`] : []),
    ...every(stage, FUNCTION)
      .filter(({ Properties: { ReservedConcurrentExecutions: limit, FunctionName } }) => {
        const provisioned = provisionedOf(stage, FunctionName);
        return limit !== undefined && (limit < 0 || provisioned > limit);
      })
      .map(({ at }) => at),
  ],
  counterexamples: {
    'all of it reserved': (stage) => {
      some(stage, FUNCTION).Properties.ReservedConcurrentExecutions = 901;
    },
    'more provisioned than reserved': (stage) => {
      const { Properties } = some(stage, 'AWS::Lambda::Alias');
      Properties.ProvisionedConcurrencyConfig = { ProvisionedConcurrentExecutions: 800 };
    },
  },
};

const invokeConfigs = ranges(
  'AWS::Lambda::EventInvokeConfig',
  'https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html',
  { MaximumRetryAttempts: [0, 2], MaximumEventAgeInSeconds: [60, 21_600] },
);

const aliasesHaveVersions: AwsRule = {
  name: 'an alias leads to a published version, which alone can have provisioned concurrency',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html',
  notProven:
    'that a deployment which shifts callers bit by bit may change provisioned concurrency meanwhile: it may not',
  check: (stage) =>
    failing(stage, 'AWS::Lambda::Alias', ({ Properties }) => /^\d+$/.test(Properties.FunctionVersion)),
  counterexamples: {
    'an alias of what is not published': (stage) => {
      some(stage, 'AWS::Lambda::Alias').Properties.FunctionVersion = '$LATEST';
    },
  },
};

const policiesFit: AwsRule = {
  name: "a function's own policy, made of its permissions, has 20 KB",
  source: QUOTAS,
  check: (stage) => {
    const bytes = new Map<string, number>();
    for (const { Properties } of every(stage, 'AWS::Lambda::Permission')) {
      const name = String(Properties.FunctionName);
      bytes.set(name, (bytes.get(name) ?? 0) + JSON.stringify(Properties).length);
    }
    return [...bytes].filter(([, size]) => size > 20_480).map(([name]) => name);
  },
  counterexamples: {
    'too many callers': (stage) => {
      const { stack, one } = some(stage, 'AWS::Lambda::Permission');
      for (let index = 0; index < 200; index++) {
        const resources = stage.stacks[stack]?.Resources;
        if (resources) resources[`Permission${index}`] = structuredClone(one);
      }
    },
  },
};

export const LAMBDA = [
  settings,
  environmentsFit,
  concurrencyIsThere,
  invokeConfigs,
  aliasesHaveVersions,
  policiesFit,
];
