import type { NamedResource } from '@orderflow/stacks/resolve';
import { accountId } from '../../settings.ts';
import { reasons } from '../reasons.ts';
import { applied, fields, noEffect, physicalName, type ResourceType } from '../resourceType.ts';

// The distribution is played by the gateway: it runs the same function and caches by the same policies (../../edge).

/** Ids only need to be different from one another. */
const ref = ({ logicalId }: NamedResource) => logicalId;
const byName = (resource: NamedResource) => physicalName(resource, 'Name');
const arn = (kind: string, resource: NamedResource) =>
  `arn:aws:cloudfront::${accountId}:${kind}/${byName(resource)}`;

const byRoutes = noEffect('the gateway finds a service by its routes');
const byTheFile = noEffect('the gateway runs infrastructure/edge/function.js on every request');

const behaviour = fields({
  PathPattern: applied,
  CachePolicyId: applied,
  AllowedMethods: byRoutes,
  CachedMethods: byRoutes,
  TargetOriginId: byRoutes,
  OriginRequestPolicyId: noEffect('the gateway passes every header on'),
  ResponseHeadersPolicyId: applied,
  ViewerProtocolPolicy: reasons.network,
  Compress: reasons.network,
  FunctionAssociations: byTheFile,
});

export const distribution: ResourceType = {
  ref,
  attributes: { Id: ref, DomainName: (resource) => `${ref(resource).toLowerCase()}.cloudfront.net` },
  properties: {
    DistributionConfig: fields({
      CacheBehaviors: behaviour,
      DefaultCacheBehavior: behaviour,
      Aliases: reasons.network,
      Comment: reasons.deployment,
      CustomErrorResponses: noEffect('the gateway keeps no errors'),
      Enabled: reasons.deployment,
      HttpVersion: reasons.network,
      IPV6Enabled: reasons.network,
      Logging: reasons.logs,
      // Only an origin's headers have an effect; the gateway finds a service by its routes.
      Origins: applied,
      PriceClass: reasons.cost,
      ViewerCertificate: reasons.network,
      WebACLId: reasons.accessControl,
    }),
    Tags: reasons.tags,
  },
};

export const cachePolicy: ResourceType = { ref, properties: { CachePolicyConfig: applied } };

export const responseHeadersPolicy: ResourceType = {
  ref,
  properties: { ResponseHeadersPolicyConfig: applied },
};

export const keyValueStore: ResourceType = {
  ref: byName,
  attributes: { Arn: (resource) => arn('key-value-store', resource), Id: ref },
  properties: { Name: applied, Comment: reasons.deployment, Tags: reasons.tags },
};

export const viewerFunction: ResourceType = {
  ref: (resource) => arn('function', resource),
  attributes: { FunctionARN: (resource) => arn('function', resource) },
  properties: {
    Name: applied,
    AutoPublish: reasons.deployment,
    FunctionCode: byTheFile,
    FunctionConfig: byTheFile,
    Tags: reasons.tags,
  },
};
