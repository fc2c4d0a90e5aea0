import type { Template, TemplateResource } from '@orderflow/stacks/template';

type Node = unknown;

/** The resources that a stage really has: those whose condition holds. Conditions here compare literals. */
export function deployed(template: Template): TemplateResource[] {
  const { Conditions = {} } = template as Template & { Conditions?: Record<string, Node> };
  const evaluate = (node: Node): boolean => {
    const [[name, argument] = ['', undefined]] = Object.entries(node as Record<string, Node[]>);
    const parts = argument ?? [];
    if (name === 'Condition') return evaluate(Conditions[String(argument)]);
    if (name === 'Fn::Equals') return String(parts[0]) === String(parts[1]);
    if (name === 'Fn::Not') return !evaluate(parts[0]);
    if (name === 'Fn::And') return parts.every(evaluate);
    if (name === 'Fn::Or') return parts.some(evaluate);
    throw new Error(`no condition that is known here: ${JSON.stringify(node)}`);
  };
  const choose = (node: Node): Node => {
    if (Array.isArray(node)) return node.map(choose);
    if (typeof node !== 'object' || node === null) return node;
    const { 'Fn::If': choice } = node as { 'Fn::If'?: [string, Node, Node] };
    if (choice) return choose(evaluate(Conditions[choice[0]]) ? choice[1] : choice[2]);
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, choose(value)]));
  };
  return Object.values(template.Resources)
    .filter(({ Condition }: TemplateResource & { Condition?: string }) => {
      return Condition === undefined || evaluate(Conditions[Condition]);
    })
    .map((one) => choose(one) as TemplateResource);
}
