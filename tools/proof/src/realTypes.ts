import { compile } from '@orderflow/stacks/compile';
import { stacks } from '@orderflow/stacks/find';

/** All resource types of a real stage that uses every option of its parameters. */
export async function realTypes(): Promise<Set<string>> {
  const options = ['--param', 'httpDeployment=Canary10Percent5Minutes'];
  const compiled = await Promise.all(stacks.map((stack) => compile(stack, 'ci', options)));
  return new Set(
    compiled.flatMap(({ template }) => Object.values(template.Resources).map(({ Type }) => Type)),
  );
}
