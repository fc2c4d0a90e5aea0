import { arn, type Call } from './call.ts';

/**
 * The ARN of a secret is its name plus six characters that Secrets Manager adds.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
 */
export function secretCalls(operation: string, { SecretId = '' }: { SecretId?: string }): Call[] {
  return [
    { action: `secretsmanager:${operation}`, resource: arn('secretsmanager', `secret:${SecretId}-000000`) },
  ];
}
