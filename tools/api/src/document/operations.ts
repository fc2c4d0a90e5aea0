import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from './json.ts';
import type { ApiRoute } from './routes.ts';

/**
 * The description of an endpoint beyond its serverless.yml: schemas/operations/<service>/<function>.json of the
 * validation package.
 */
export interface Operation {
  summary: string;
  description?: string;
  /** The endpoint requires the header Idempotency-Key. */
  idempotencyKey?: boolean;
  /** File of schemas/http/, without extension. */
  body?: string;
  /** Path parameters without a definition in common.json: name -> JSON Schema. */
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
    /** Possible next operations: operation id -> source of its parameters or body (OpenAPI runtime expressions). */
    links?: Record<string, { parameters?: Record<string, string>; requestBody?: Json }>;
  };
  /** Status -> condition, in addition to the problems of every such endpoint. */
  problems?: Record<string, string>;
}

/** @throws Error with the file's name if the file for this route is missing or not JSON. */
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
