import { NAME_PROPERTY, type Template } from '@orderflow/stacks/template';

/** Types of resources that may be left without a stack. */
const LEFT = new Set([
  'AWS::DynamoDB::Table',
  'AWS::S3::Bucket',
  'AWS::Cognito::UserPool',
  'AWS::Logs::LogGroup',
]);

/** A resource with a name in the template. A leftover with this name blocks the creation of a new one. */
export interface Named {
  logicalId: string;
  type: string;
  /** Matches the whole name. The account id in it is not known here, so it matches any 12 digits. */
  name: RegExp;
  /** The name up to the account id, or the whole name if it has none. */
  beginning: string;
}

/** The resources of a template that a failed deployment or a removal may leave behind under their names. */
export function namedResources({ Resources }: Template): Named[] {
  return Object.entries(Resources).flatMap(([logicalId, { Type, Properties = {} }]) => {
    const property = LEFT.has(Type) && NAME_PROPERTY[Type];
    const value = property && Properties[property];
    const text = typeof value === 'string' ? value : value?.['Fn::Sub'];
    if (typeof text !== 'string') return [];
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholder.
    const parts = text.split('${AWS::AccountId}');
    const escaped = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const name = new RegExp(`^${escaped.join('\\d{12}')}$`);
    return [{ logicalId, type: Type, name, beginning: parts[0] ?? text }];
  });
}
