/**
 * Replaces `@aws-sdk/credential-provider-node` in deployed bundles (`alias` in infrastructure/service.yml). Lambda
 * passes the role's credentials in the environment. The SDK's providers for profiles, SSO, web identities and instance
 * metadata would be a quarter of a bundle and are never used.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
