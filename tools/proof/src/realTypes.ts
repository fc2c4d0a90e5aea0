import { compile } from '@orderflow/stacks/compile';
import { stacks } from '@orderflow/stacks/find';

/** The types of all resources that a real stage has when it uses everything that its parameters offer. */
export async function realTypes(): Promise<Set<string>> {
  const options = ['--param', 'httpDeployment=Canary10Percent5Minutes'];
  const compiled = await Promise.all(stacks.map((stack) => compile(stack, 'ci', options)));
  return new Set(
    compiled.flatMap(({ template }) => Object.values(template.Resources).map(({ Type }) => Type)),
  );
}
