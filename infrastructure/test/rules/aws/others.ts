import { type AwsRule, every, failing, some } from './rule.ts';

const POOL = 'AWS::Cognito::UserPool';
const CLIENT = 'AWS::Cognito::UserPoolClient';
const DOMAIN = 'AWS::Cognito::UserPoolDomain';
const SERVER = 'AWS::Cognito::UserPoolResourceServer';

const domainsAreTaken: AwsRule = {
  name: "the prefix of a Cognito domain has up to 63 lower-case letters, digits and hyphens, and none of AWS's own words",
  source:
    'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html',
  notProven:
    'that nobody else has it: the prefix is shared by all accounts of a region, hence the account id in it',
  check: (stage) =>
    failing(
      stage,
      DOMAIN,
      ({ Properties: { Domain } }) =>
        /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(Domain) && !/aws|amazon|cognito/.test(Domain),
    ),
  counterexamples: {
    'a word of AWS': (stage) => {
      some(stage, DOMAIN).Properties.Domain = 'orderflow-aws-test';
    },
    'upper case': (stage) => {
      some(stage, DOMAIN).Properties.Domain = 'Orderflow';
    },
    'too long': (stage) => {
      some(stage, DOMAIN).Properties.Domain = 'x'.repeat(64);
    },
  },
};

const scopesOf = (server: Record<string, never>) =>
  ((server['Scopes'] ?? []) as { ScopeName: string }[]).map(
    ({ ScopeName }) => `${server['Identifier']}/${ScopeName}`,
  );

const clientsAreTaken: AwsRule = {
  name: 'a client for machines has a secret, no other flow, a domain to ask at, and scopes of a resource server',
  source:
    'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html',
  check: (stage) =>
    failing(stage, CLIENT, ({ Properties }) => {
      const {
        AllowedOAuthFlows: flows = [],
        AllowedOAuthScopes: scopes = [],
        GenerateSecret,
        ExplicitAuthFlows = [],
      } = Properties;
      const defined = every(stage, SERVER).flatMap((one) => scopesOf(one.Properties as never));
      const machines = !flows.includes('client_credentials')
        ? true
        : flows.length === 1 &&
          GenerateSecret === true &&
          every(stage, DOMAIN).length > 0 &&
          scopes.length > 0;
      return (
        machines &&
        scopes.length <= 50 &&
        scopes.every((scope: string) => defined.includes(scope)) &&
        ExplicitAuthFlows.every((flow: string) => flow.startsWith('ALLOW_'))
      );
    }),
  counterexamples: {
    'a machine without a secret': (stage) => {
      delete some(stage, CLIENT, ({ Properties }) => Properties.GenerateSecret).Properties.GenerateSecret;
    },
    'a scope that nobody defines': (stage) => {
      some(stage, CLIENT, ({ Properties }) => Properties.AllowedOAuthScopes).Properties.AllowedOAuthScopes = [
        'orderflow/all',
      ];
    },
    'flows for people beside': (stage) => {
      const { Properties } = some(stage, CLIENT, (found) => found.Properties.AllowedOAuthFlows);
      Properties.AllowedOAuthFlows = ['client_credentials', 'code'];
    },
    'no domain': (stage) => {
      delete stage.stacks['base']?.Resources['UserPoolDomain'];
    },
  },
};

const serversAreTaken: AwsRule = {
  name: 'a resource server has at most 100 scopes without blanks and slashes, each described in 256 characters',
  source:
    'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResourceServerScopeType.html',
  check: (stage) =>
    failing(
      stage,
      SERVER,
      ({ Properties: { Scopes = [] } }) =>
        Scopes.length <= 100 &&
        Scopes.every(
          ({ ScopeName, ScopeDescription }: Record<string, string>) =>
            /^[\x21\x23-\x2e\x30-\x5b\x5d-\x7e]{1,256}$/.test(ScopeName ?? '') &&
            (ScopeDescription ?? '').length <= 256,
        ),
    ),
  counterexamples: {
    'a slash in a scope': (stage) => {
      some(stage, SERVER).Properties.Scopes[0].ScopeName = 'users/read';
    },
  },
};

const poolsAreTaken: AwsRule = {
  name: 'a user pool that offers MFA names how, asks for a password of 6 to 99 characters, and does not both alias and use an address as the name',
  source:
    'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html',
  notProven:
    'Cognito sends 50 mails a day by itself: a stage for customers gives it SES. Attributes and the case of names cannot be changed afterwards',
  check: (stage) =>
    failing(stage, POOL, ({ Properties }) => {
      const {
        MfaConfiguration = 'OFF',
        EnabledMfas = [],
        Policies,
        UsernameAttributes,
        AliasAttributes,
      } = Properties;
      const length = Policies?.PasswordPolicy?.MinimumLength ?? 8;
      return (
        (MfaConfiguration === 'OFF' || EnabledMfas.length > 0) &&
        length >= 6 &&
        length <= 99 &&
        !(UsernameAttributes && AliasAttributes)
      );
    }),
  counterexamples: {
    'MFA without a way': (stage) => {
      delete some(stage, POOL).Properties.EnabledMfas;
    },
    'a password of 4 characters': (stage) => {
      some(stage, POOL).Properties.Policies.PasswordPolicy.MinimumLength = 4;
    },
    'both names': (stage) => {
      some(stage, POOL).Properties.AliasAttributes = ['email'];
    },
  },
};

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html */
const CONFIGURATIONS = [
  'AllAtOnce',
  ...[5, 10, 15, 30].map((minutes) => `Canary10Percent${minutes}Minutes`),
  'Linear10PercentEvery1Minute',
  ...[2, 3, 10].map((minutes) => `Linear10PercentEvery${minutes}Minutes`),
].map((name) => `CodeDeployDefault.Lambda${name}`);
const GROUP = 'AWS::CodeDeploy::DeploymentGroup';

const deploymentsAreTaken: AwsRule = {
  name: 'a gradual deployment is one of the nine that CodeDeploy has for Lambda, and looks at 10 alarms at most that are there',
  source: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html',
  notProven: 'that an alarm goes off in time: a canary of 5 minutes has 5 points of a metric of one minute',
  check: (stage) => {
    const names = every(stage, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties.AlarmName);
    return failing(stage, GROUP, ({ Properties }) => {
      const alarms: string[] = (Properties.AlarmConfiguration?.Alarms ?? []).map(
        ({ Name }: { Name: string }) => Name,
      );
      return (
        CONFIGURATIONS.includes(Properties.DeploymentConfigName) &&
        alarms.length <= 10 &&
        alarms.every((name) => names.includes(name))
      );
    });
  },
  counterexamples: {
    'a configuration of seven minutes': (stage) => {
      some(stage, GROUP).Properties.DeploymentConfigName = 'CodeDeployDefault.LambdaCanary10Percent7Minutes';
    },
    'an alarm that is not there': (stage) => {
      some(stage, GROUP).Properties.AlarmConfiguration.Alarms = [{ Name: 'gone' }];
    },
  },
};

const keysAreAdministered: AwsRule = {
  name: 'a key can be administered by its account, in a policy of 32 KB',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  check: (stage) =>
    failing(stage, 'AWS::KMS::Key', ({ Properties: { KeyPolicy } }) => {
      const root = `arn:aws:iam::${stage.account}:root`;
      return (
        JSON.stringify(KeyPolicy).length <= 32_768 &&
        KeyPolicy.Statement.some(
          (one: { Effect: string; Principal: { AWS?: string }; Action: string }) =>
            one.Effect === 'Allow' && one.Principal.AWS === root && one.Action === 'kms:*',
        )
      );
    }),
  counterexamples: {
    'a key that nobody can change': (stage) => {
      some(stage, 'AWS::KMS::Key').Properties.KeyPolicy.Statement.shift();
    },
  },
};

const sendersMaySend: AwsRule = {
  name: 'a function that sends mail may send it from the address that it sends it from',
  source: 'https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html',
  notProven:
    'that SES has verified the address and let the account out of its sandbox, and how much it takes a second and a day',
  check: (stage) =>
    every(stage, 'AWS::Lambda::Function')
      .filter(({ Properties }) => Properties.Environment?.Variables?.MAIL_SENDER !== undefined)
      .filter(({ stack, Properties }) => {
        const { MAIL_SENDER } = Properties.Environment.Variables;
        const roles = every(stage, 'AWS::IAM::Role').filter((one) => one.stack === stack);
        return (
          !/^[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}$/i.test(MAIL_SENDER) ||
          !roles.some(({ Properties: role }) =>
            JSON.stringify(role).includes(`"ses:FromAddress":"${MAIL_SENDER}"`),
          )
        );
      })
      .map(({ at }) => at),
  counterexamples: {
    'another sender than the role knows': (stage) => {
      for (const { Properties } of every(stage, 'AWS::Lambda::Function')) {
        const { Variables } = Properties.Environment;
        if (Variables.MAIL_SENDER) Variables.MAIL_SENDER = 'orders@other.example.com';
      }
    },
  },
};

export const OTHERS = [
  domainsAreTaken,
  clientsAreTaken,
  serversAreTaken,
  poolsAreTaken,
  deploymentsAreTaken,
  keysAreAdministered,
  sendersMaySend,
];
