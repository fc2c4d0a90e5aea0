import { arn, type Call } from './call.ts';

/**
 * A secret that is named has an ARN that ends in six characters of Secrets Manager's own.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
 */
export function secretCalls(operation: string, { SecretId = '' }: { SecretId?: string }): Call[] {
  return [
    { action: `secretsmanager:${operation}`, resource: arn('secretsmanager', `secret:${SecretId}-000000`) },
  ];
}
