/** The part of Koa, on which s3rver stands, that our middleware uses. */
export interface Context {
  method: string;
  path: string;
  url: string;
  query: Record<string, string | undefined>;
  headers: Record<string, string | string[] | undefined>;
  req: NodeJS.ReadableStream;
  status: number;
  type: string;
  body: unknown;
}

export type Middleware = (context: Context, next: () => Promise<void>) => Promise<void>;
