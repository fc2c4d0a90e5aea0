/**
 * Takes the place of `@aws-sdk/credential-provider-node` in deployed bundles (`alias` in infrastructure/service.yml).
 * Lambda hands a function its role's credentials in the environment; the providers for profiles, SSO, web identities
 * and instance metadata, which the SDK would bring along, are a quarter of a bundle and never asked.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
