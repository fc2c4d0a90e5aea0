import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from './json.ts';
import type { ApiRoute } from './routes.ts';

/**
 * What serverless.yml does not say about an endpoint: schemas/operations/<service>/<function>.json of the validation
 * package.
 */
export interface Operation {
  summary: string;
  description?: string;
  /** The endpoint requires the header Idempotency-Key. */
  idempotencyKey?: boolean;
  /** File of schemas/http/, without extension. */
  body?: string;
  /** Path parameters that common.json has no definition for: name -> JSON Schema. */
  path?: Record<string, Json>;
  /** Query parameters, all optional: name -> JSON Schema. */
  query?: Record<string, Json>;
  answer: {
    status: number;
    description: string;
    /** File of schemas/answers/, without extension, or the JSON Schema itself. */
    schema?: string | Json;
    /** Default: application/json. */
    contentType?: string;
    headers?: string[];
    /** What can be done next: operation id -> where it takes its parameters or body from (OpenAPI runtime expressions). */
    links?: Record<string, { parameters?: Record<string, string>; requestBody?: Json }>;
  };
  /** Status -> when, beyond the problems that every such endpoint can answer with. */
  problems?: Record<string, string>;
}

/** @throws Error that names the file when there is none for this route, or it is no JSON. */
export async function readOperation(
  schemas: string,
  { service, functionName }: ApiRoute,
): Promise<Operation> {
  const file = join(schemas, 'operations', service, `${functionName}.json`);
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new Error(
      `The endpoint ${service}/${functionName} is not described: write ${file} after the example of its neighbours`,
      { cause },
    );
  }
}
