interface Packaged {
  handler: string;
  skipEsbuild?: boolean;
  package?: { artifact: string };
}

export function useKeptBundles(serverless: {
  serviceDir: string;
  service: {
    service: string;
    custom: { esbuild: { outputWorkFolder: string } & Record<string, unknown> };
    functions: Record<string, Packaged>;
  };
}): () => void;
