/** The part of Koa's context that our middleware uses. s3rver is built on Koa. */
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
