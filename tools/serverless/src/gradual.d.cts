interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

export function usesAlias(settings: { deployment: string; provisionedConcurrency: number }): boolean;
export function deployGradually(
  template: { Resources: Record<string, Resource> },
  stage: string,
  settings: { deployment: string; provisionedConcurrency: number; alarmTopic: unknown },
): void;
