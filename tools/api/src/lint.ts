import { createConfig, formatProblems, getTotals, lint } from '@redocly/openapi-core';

/** In addition to the linter's recommended rules. */
const configuration = {
  extends: ['recommended'],
  // Tags are the names of services, which need no description.
  oas3_1Rules: { 'tag-description': 'off', 'operation-4xx-response': 'error', 'operation-summary': 'error' },
  // IAM protects the topic and the queues; a document about events cannot describe that.
  async3Rules: { 'security-defined': 'off' },
} satisfies Parameters<typeof createConfig>[0];

/**
 * Lints a document with Redocly's rules for its specification, and prints the findings.
 *
 * @returns number of errors and warnings
 */
export async function lintDocument(file: string): Promise<number> {
  const config = await createConfig(configuration);
  const findings = await lint({ ref: file, config });
  const totals = getTotals(findings);
  if (findings.length > 0) formatProblems(findings, { totals, version: '', format: 'codeframe' });
  return totals.errors + totals.warnings;
}
