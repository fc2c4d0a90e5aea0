import { localSecrets } from '../localSecrets.ts';
import type { Settings } from '../settings.ts';
import { readBody } from './body.ts';
import type { Endpoint } from './endpoint.ts';
import { HttpProblem } from './problem.ts';

const TARGET = 'secretsmanager.GetSecretValue';

/**
 * The part of Secrets Manager that functions read. AWS's SDKs send requests here for every service without its own engine.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export function secretEndpoints(settings: Settings): [string, Endpoint][] {
  return [
    [
      'POST /',
      async ({ request, response }) => {
        const { 'x-amz-target': target } = request.headers;
        if (target !== TARGET) throw new HttpProblem(404, `The gateway plays ${TARGET} only, not ${target}`);
        const { SecretId } = Object(JSON.parse((await readBody(request)).toString() || 'null'));
        const secret = localSecrets(settings)[String(SecretId)];
        const known = secret !== undefined;
        response.writeHead(known ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(
          JSON.stringify(
            known
              ? { Name: SecretId, SecretString: JSON.stringify(secret), VersionStages: ['AWSCURRENT'] }
              : { __type: 'ResourceNotFoundException', message: `there is no secret ${SecretId}` },
          ),
        );
      },
    ],
  ];
}
