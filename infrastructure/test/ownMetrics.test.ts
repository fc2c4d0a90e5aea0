import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { COMPILE_TIMEOUT_MS, compile } from '@orderflow/stacks/compile';
import { root, stacks } from '@orderflow/stacks/find';
import { ofType } from '@orderflow/stacks/template';

/** The code that runs in Lambda, as a single text. */
const deployed = () =>
  ['packages', 'services']
    .flatMap((street) => readdirSync(join(root, street)).map((room) => join(root, street, room, 'src')))
    .flatMap((dir) => readdirSync(dir, { recursive: true }).map((file) => join(dir, String(file))))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

// A metric that is only written during trouble has no data in a healthy run, so nobody would notice if it were
// missing.
test(
  'every alarm on a metric of our own names one that some function writes',
  async () => {
    const templates = await Promise.all(stacks.map((one) => compile(one, 'ci')));
    const names = templates
      .flatMap(({ template }) => ofType(template, 'AWS::CloudWatch::Alarm'))
      .filter(([, { Properties }]) => Properties.Namespace === 'Orderflow')
      .map(([, { Properties }]) => String(Properties.MetricName));
    const code = deployed();
    const written = (name: string) => new RegExp(`\\b${name}:|'${name}'`).test(code);
    expect(names).toEqual(expect.arrayContaining(['RetrySeconds', 'MailSeconds', 'OnboardingStepErrors']));
    expect(names.filter((name) => !written(name))).toEqual([]);
  },
  COMPILE_TIMEOUT_MS,
);
