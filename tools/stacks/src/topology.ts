import { stackName } from './find.ts';
import type { Resource, Stack } from './template.ts';

/** A function of a service. */
export interface ServiceFunction {
  /** Its key in serverless.yml, e.g. `placeOrder`. */
  key: string;
  /** `orderflow-orders-prod-placeOrder`. */
  name: string;
  /** `src/handlers/placeOrder.handler`. */
  handler: string;
  environment: Record<string, string>;
  routes: HttpRoute[];
  /** Its event source mappings and the rules of its schedules, as in the template. */
  mappings: Resource[];
  schedules: Resource[];
  /** The permissions of its role. */
  statements: Statement[];
}

/** A statement of an IAM policy. */
export interface Statement {
  Action: string | string[];
  Resource: string | string[];
}

export interface HttpRoute {
  /** Upper case. */
  method: string;
  /** As API Gateway and OpenAPI both write it: `/orders/{orderId}`. */
  path: string;
  /** True if a JWT is needed. */
  authorized: boolean;
  scopes: string[];
}

const isOf = (type: string) => (one: Resource) => one.type === type;

/** The function's name from a name or ARN, with or without a version or an alias. */
export function functionNameOf(reference: unknown): string {
  const parts = String(reference).split(':');
  return (parts[0] === 'arn' ? parts[6] : parts[0]) ?? '';
}

/** The functions of a service's stack in the order of its serverless.yml, with their triggers. */
export function functionsOf({ name: service, resources }: Stack, stage: string): ServiceFunction[] {
  const prefix = `${stackName(service, stage)}-`;
  const routes = resources.filter(isOf('AWS::ApiGatewayV2::Route')).map((one) => routeOf(one, resources));
  const mappings = resources.filter(isOf('AWS::Lambda::EventSourceMapping'));
  const rules = resources.filter(isOf('AWS::Events::Rule'));
  return resources.filter(isOf('AWS::Lambda::Function')).map(({ logicalId, properties }) => {
    const name = String(properties['FunctionName']);
    if (!name.startsWith(prefix))
      throw new Error(`${service}: ${logicalId} is not called ${prefix}…: ${name}`);
    const { Variables = {} } = (properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
    return {
      key: name.slice(prefix.length),
      name,
      handler: String(properties['Handler']),
      environment: Object.fromEntries(Object.entries(Variables).map(([key, value]) => [key, String(value)])),
      routes: routes.filter((one) => one.functionName === name).map(({ route }) => route),
      mappings: mappings.filter((one) => functionNameOf(one.properties['FunctionName']) === name),
      schedules: rules.filter((one) => targetsOf(one).includes(name)),
      statements: statementsOf(String(properties['Role']), resources),
    };
  });
}

const targetsOf = ({ properties }: Resource): string[] =>
  ((properties['Targets'] ?? []) as { Arn: string }[]).map(({ Arn }) => functionNameOf(Arn));

function statementsOf(roleArn: string, resources: readonly Resource[]): Statement[] {
  const role = resources
    .filter(isOf('AWS::IAM::Role'))
    .find(({ physicalId }) => roleArn.endsWith(`:role/${physicalId}`));
  const policies = (role?.properties['Policies'] ?? []) as { PolicyDocument: { Statement: Statement[] } }[];
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

/** @throws Error for a route whose integration does not exist */
function routeOf({ logicalId, properties }: Resource, resources: readonly Resource[]) {
  const { RouteKey, AuthorizationType = 'NONE', AuthorizationScopes = [], Target } = properties;
  const [method = '', path = ''] = String(RouteKey).split(' ');
  const id = String(Target).split('/').at(-1);
  const integration = resources
    .filter(isOf('AWS::ApiGatewayV2::Integration'))
    .find((one) => one.physicalId === id);
  if (!integration) throw new Error(`${logicalId}: there is no integration ${id}`);
  const route = {
    method,
    path,
    authorized: AuthorizationType !== 'NONE',
    scopes: AuthorizationScopes as string[],
  };
  return { route, functionName: functionNameOf(integration.properties['IntegrationUri']) };
}
