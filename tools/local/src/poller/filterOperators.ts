/** Tests the leaf values found at a field; an absent field has none. */
export type LeafTest = (leaves: readonly unknown[]) => boolean;

type Scalar = string | number | boolean | null;

const operators: Record<string, (operand: unknown) => LeafTest | undefined> = {
  exists: (wanted) => (typeof wanted === 'boolean' ? (leaves) => leaves.length > 0 === wanted : undefined),
  prefix: text((leaf, prefix) => leaf.startsWith(prefix)),
  suffix: text((leaf, suffix) => leaf.endsWith(suffix)),
  'equals-ignore-case': text((leaf, other) => leaf.toLowerCase() === other.toLowerCase()),
  'anything-but': (operand) => {
    const excluded = Array.isArray(operand) ? operand : [operand];
    if (excluded.length === 0 || !excluded.every(isScalar)) return undefined;
    return (leaves) => leaves.some((leaf) => !excluded.includes(leaf as Scalar));
  },
  numeric: (operand) => {
    const inRange = compileRange(operand);
    return inRange && ((leaves) => leaves.some((leaf) => typeof leaf === 'number' && inRange(leaf)));
  },
};

/**
 * Compiles one alternative of a leaf: a literal (string, number, boolean, null) or an object with one operator. These are
 * the operators that Lambda documents. EventBridge has more, which Lambda refuses.
 *
 * @throws Error naming the operator that is unknown or has the wrong kind of operand
 */
export function compileOperator(alternative: unknown, source: string): LeafTest {
  if (isScalar(alternative)) return (leaves) => leaves.includes(alternative);
  const [[name, operand] = [], ...others] = Object.entries(alternative as object);
  const compile = name !== undefined && others.length === 0 ? operators[name] : undefined;
  if (!compile) throw new Error(`unknown filter operator ${JSON.stringify(alternative)} in ${source}`);
  const test = compile(operand);
  if (!test) throw new Error(`wrong operand for filter operator ${JSON.stringify(alternative)} in ${source}`);
  return test;
}

function text(matches: (leaf: string, operand: string) => boolean) {
  return (operand: unknown): LeafTest | undefined =>
    typeof operand === 'string'
      ? (leaves) => leaves.some((leaf) => typeof leaf === 'string' && matches(leaf, operand))
      : undefined;
}

const comparisons: Record<string, (left: number, right: number) => boolean> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** `["=", 5]` or a range such as `[">", 0, "<=", 5]`. */
function compileRange(operand: unknown): ((value: number) => boolean) | undefined {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) return undefined;
  const tests: ((value: number) => boolean)[] = [];
  for (let i = 0; i < operand.length; i += 2) {
    const compare = comparisons[String(operand[i])];
    const bound: unknown = operand[i + 1];
    if (!compare || typeof bound !== 'number') return undefined;
    tests.push((value) => compare(value, bound));
  }
  return (value) => tests.every((test) => test(value));
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
