import type { NamedResource } from '@orderflow/stacks/resolve';
import { region } from '../../settings.ts';
import { reasons } from '../reasons.ts';
import { applied, type ResourceType } from '../resourceType.ts';

/** Played by serverless-offline and the gateway: ids only need to be different from one another. */
const ref = ({ logicalId }: NamedResource) => logicalId.toLowerCase();

export const api: ResourceType = {
  ref,
  attributes: {
    ApiId: ref,
    ApiEndpoint: (resource) => `https://${ref(resource)}.execute-api.${region}.amazonaws.com`,
  },
  properties: {
    Name: applied,
    ProtocolType: applied,
    CorsConfiguration: applied,
    Description: reasons.deployment,
    DisableExecuteApiEndpoint: reasons.network,
    Tags: reasons.tags,
  },
};

export const apiStage: ResourceType = {
  ref,
  properties: {
    ApiId: applied,
    StageName: applied,
    AutoDeploy: reasons.deployment,
    AccessLogSettings: reasons.logs,
    DefaultRouteSettings: reasons.capacity,
    RouteSettings: reasons.capacity,
    Tags: reasons.tags,
  },
};

export const authorizer: ResourceType = {
  ref,
  properties: {
    ApiId: applied,
    AuthorizerType: applied,
    IdentitySource: applied,
    JwtConfiguration: applied,
    Name: applied,
  },
};

export const integration: ResourceType = {
  ref,
  properties: {
    ApiId: applied,
    IntegrationType: applied,
    IntegrationUri: applied,
    PayloadFormatVersion: applied,
    TimeoutInMillis: applied,
  },
};

export const route: ResourceType = {
  ref,
  properties: {
    ApiId: applied,
    AuthorizationScopes: applied,
    AuthorizationType: applied,
    AuthorizerId: applied,
    RouteKey: applied,
    Target: applied,
  },
};
