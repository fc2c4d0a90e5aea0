import { ofType, type Template, target } from '@orderflow/stacks/template';
import type { Rule } from './rule.ts';

const functions = (template: Template) => ofType(template, 'AWS::Lambda::Function');

export const logsExpire: Rule = {
  name: 'a function has a log group with retention',
  violations: (template) => {
    const kept = ofType(template, 'AWS::Logs::LogGroup')
      .filter(([, { Properties }]) => Properties.RetentionInDays > 0)
      .map(([, { Properties }]) => Properties.LogGroupName);
    return functions(template)
      .filter(([, { Properties }]) => !kept.includes(`/aws/lambda/${Properties.FunctionName}`))
      .map(([id]) => id);
  },
  breaks: {
    'logs kept for ever': (template) => {
      for (const [, { Properties }] of ofType(template, 'AWS::Logs::LogGroup')) {
        delete Properties.RetentionInDays;
      }
    },
  },
};

/**
 * Lambda's own lines have a level only in the JSON format. Our own lines are passed on unchanged.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export const logsAreOurs: Rule = {
  name: 'a function logs JSON, to which Lambda adds what failed and not each start and report',
  violations: (template) =>
    functions(template)
      .filter(([, { Properties }]) => {
        const { LogFormat, SystemLogLevel, ApplicationLogLevel = 'INFO' } = Properties.LoggingConfig ?? {};
        // Metrics have no level, so they count as INFO.
        return LogFormat !== 'JSON' || SystemLogLevel !== 'WARN' || ApplicationLogLevel !== 'INFO';
      })
      .map(([id]) => id),
  breaks: {
    'logs as Lambda has them by itself': (template) => {
      for (const [, { Properties }] of functions(template)) delete Properties.LoggingConfig;
    },
    'a level that metrics do not have': (template) => {
      for (const [, { Properties }] of functions(template)) {
        Properties.LoggingConfig.ApplicationLogLevel = 'WARN';
      }
    },
  },
};

export const rolesAreOwn: Rule = {
  name: 'a function has a role of its own',
  violations: (template) => {
    const roles = functions(template).map(([, { Properties }]) => target(Properties.Role));
    return functions(template)
      .filter((_, index) => !roles[index] || roles.filter((role) => role === roles[index]).length > 1)
      .map(([id]) => id);
  },
  breaks: {
    'a shared role': (template) => {
      for (const [, { Properties }] of functions(template)) {
        Properties.Role = { 'Fn::GetAtt': ['IamRoleLambdaExecution', 'Arn'] };
      }
    },
  },
};

export const nothingIsShared: Rule = {
  name: 'no role but those of functions, state machines and gradual deployments may be assumed',
  violations: (template) => {
    const assumed = [
      ...functions(template),
      ...ofType(template, 'AWS::StepFunctions::StateMachine'),
      ...ofType(template, 'AWS::CodeDeploy::DeploymentGroup'),
    ].map(([, { Properties }]) => target(Properties.Role ?? Properties.RoleArn ?? Properties.ServiceRoleArn));
    return ofType(template, 'AWS::IAM::Role')
      .filter(([id]) => !assumed.includes(id))
      .map(([id]) => id);
  },
  breaks: {
    'a role left behind': (template) => {
      template.Resources['IamRoleLambdaExecution'] = { Type: 'AWS::IAM::Role', Properties: {} };
    },
  },
};

/**
 * Lambda refuses a traced function whose role may not send traces, and a mapping whose role may not use its
 * destination.
 */
export const rolesSuffice: Rule = {
  name: 'a role may do what Lambda asks of it: send traces, and put what a stream mapping gives up on in its queue',
  violations: (template) => {
    const grants = (id: string | undefined, action: string, resource: unknown) =>
      JSON.stringify(template.Resources[id ?? '']?.Properties.Policies ?? []).includes(
        JSON.stringify(resource),
      ) && JSON.stringify(template.Resources[id ?? '']?.Properties.Policies).includes(action);
    const untraced = functions(template).filter(
      ([, { Properties }]) =>
        Properties.TracingConfig?.Mode !== 'Active' ||
        !grants(target(Properties.Role), 'xray:PutTraceSegments', '*'),
    );
    const silent = ofType(template, 'AWS::Lambda::EventSourceMapping').filter(([, { Properties }]) => {
      const role = target(template.Resources[target(Properties.FunctionName) ?? '']?.Properties.Role);
      const queue = Properties.DestinationConfig?.OnFailure?.Destination;
      return queue && !grants(role, 'sqs:SendMessage', queue);
    });
    return [...untraced, ...silent].map(([id]) => id);
  },
  breaks: {
    'no tracing': (template) => {
      for (const [, { Properties }] of functions(template)) delete Properties.TracingConfig;
    },
    'a role without statements': (template) => {
      for (const [, { Properties }] of ofType(template, 'AWS::IAM::Role')) Properties.Policies = [];
    },
  },
};

/** Services that invoke a function asynchronously. */
const ASYNCHRONOUS = /^(events|s3|sns|ses|iot|config)\.amazonaws\.com$/;

export const asynchronousFailuresAreKept: Rule = {
  name: 'a function that is invoked asynchronously has a destination for what fails, a schedule a DLQ',
  violations: (template) => {
    const kept = ofType(template, 'AWS::Lambda::EventInvokeConfig')
      .filter(([, { Properties }]) => Properties.DestinationConfig?.OnFailure)
      .map(([, { Properties }]) => target(Properties.FunctionName));
    const lost = ofType(template, 'AWS::Lambda::Permission')
      .filter(([, { Properties }]) => ASYNCHRONOUS.test(Properties.Principal))
      .map(([, { Properties }]) => target(Properties.FunctionName) ?? '')
      .filter((id) => !template.Resources[id]?.Properties.DeadLetterConfig && !kept.includes(id));
    const unkept = ofType(template, 'AWS::Scheduler::Schedule').filter(
      ([, { Properties }]) => !Properties.Target.DeadLetterConfig,
    );
    return [...lost, ...unkept.map(([id]) => id)];
  },
  breaks: {
    'a rule that invokes a function': (template) => {
      const [[id] = ['']] = functions(template);
      template.Resources['RulePermission'] = {
        Type: 'AWS::Lambda::Permission',
        Properties: { Principal: 'events.amazonaws.com', FunctionName: { 'Fn::GetAtt': [id, 'Arn'] } },
      };
    },
    'a schedule without DLQ': (template) => {
      template.Resources['Schedule'] = { Type: 'AWS::Scheduler::Schedule', Properties: { Target: {} } };
    },
  },
};
