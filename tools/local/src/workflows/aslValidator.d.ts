declare module 'asl-validator' {
  /** Checks a definition in the Amazon States Language. Writes defaults into the definition. */
  // biome-ignore lint/style/noDefaultExport: it is what the package exports.
  export default function validate(
    definition: object,
    options?: { checkPaths: boolean; checkArn: boolean },
  ): { isValid: boolean; errorsText(separator?: string): string };
}
