/** What a deployed stack's template refers to: physical ids of its resources, pseudo parameters, exports. */
export interface Deployed {
  physicalIds: ReadonlyMap<string, string>;
  /** `AWS::Region` and its like. */
  pseudo: Record<string, string>;
  exports: ReadonlyMap<string, string>;
}

type Intrinsic = (argument: unknown, deployed: Deployed) => unknown;

/** The functions that names, ARNs and dimensions are written with; what else there is stays as it stands. */
const intrinsics: Record<string, Intrinsic> = {
  Ref: (name, { physicalIds, pseudo }) => pseudo[String(name)] ?? physicalIds.get(String(name)) ?? name,
  'Fn::GetAtt': (argument, deployed) => {
    const [logicalId = '', ...attribute] = Array.isArray(argument) ? argument : String(argument).split('.');
    return attributeOf(deployed.physicalIds.get(logicalId) ?? logicalId, attribute.join('.'));
  },
  'Fn::ImportValue': (name, deployed) => deployed.exports.get(String(resolveDeployed(name, deployed))),
  'Fn::Join': (argument, deployed) => {
    const [separator, parts] = resolveDeployed(argument, deployed) as [string, string[]];
    return parts.join(separator);
  },
  'Fn::Sub': (argument, deployed) => {
    const [template, own] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, object];
    const values = resolveDeployed(own, deployed) as Record<string, string>;
    return template.replace(/\$\{([^}!]+)\}/g, (_, name: string) =>
      String(
        values[name] ??
          (name.includes('.') ? call('Fn::GetAtt', name, deployed) : call('Ref', name, deployed)),
      ),
    );
  },
};

/** A part of a deployed template with its references resolved. */
export function resolveDeployed(node: unknown, deployed: Deployed): unknown {
  if (Array.isArray(node)) return node.map((one) => resolveDeployed(one, deployed));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node);
  const [name = '', argument] = entries[0] ?? [];
  if (entries.length === 1 && name in intrinsics) return call(name, argument, deployed);
  return Object.fromEntries(entries.map(([key, value]) => [key, resolveDeployed(value, deployed)]));
}

const call = (name: string, argument: unknown, deployed: Deployed) => intrinsics[name]?.(argument, deployed);

/** A queue's physical id is its URL; its name is the last part. Other attributes stand for the resource itself. */
const attributeOf = (physicalId: string, attribute: string): string =>
  attribute === 'QueueName' ? (physicalId.split('/').at(-1) ?? '') : physicalId;
