/**
 * A metric-math expression, ready for one period. A metric without data is undefined, and so is any result computed from
 * it.
 */
export type Evaluate = (metrics: Readonly<Record<string, number | undefined>>) => number | undefined;

type Operation = (a: number, b: number) => number;

/** Operators by precedence, the lowest first. */
const LEVELS: Record<string, Operation>[] = [
  { OR: (a, b) => Number(a !== 0 || b !== 0), '||': (a, b) => Number(a !== 0 || b !== 0) },
  { AND: (a, b) => Number(a !== 0 && b !== 0), '&&': (a, b) => Number(a !== 0 && b !== 0) },
  {
    '<': (a, b) => Number(a < b),
    '<=': (a, b) => Number(a <= b),
    '>': (a, b) => Number(a > b),
    '>=': (a, b) => Number(a >= b),
    '==': (a, b) => Number(a === b),
    '!=': (a, b) => Number(a !== b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b },
];

const FUNCTIONS: Record<string, (args: Evaluate[]) => Evaluate> = {
  IF:
    ([condition, yes, no]) =>
    (metrics) => {
      const holds = condition?.(metrics);
      return holds === undefined ? undefined : (holds !== 0 ? yes : no)?.(metrics);
    },
  /** The second argument if the first has no data. */
  FILL:
    ([metric, value]) =>
    (metrics) =>
      metric?.(metrics) ?? value?.(metrics),
};

/**
 * Reads an expression: numbers, ids of metrics, operators, `IF` and `FILL` with a number.
 *
 * @throws Error for anything else
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function readMetricMath(text: string): Evaluate {
  const tokens = text.match(/\d+(?:\.\d+)?|\w+|[<>=!]=|&&|\|\||\S/g) ?? [];
  const refuse = (): never => {
    throw new Error(`the metric math ${text} is not known here`);
  };
  const expect = (token: string) => tokens.shift() === token || refuse();

  const operand = (): Evaluate => {
    const token = tokens.shift() ?? refuse();
    if (/^\d/.test(token)) return () => Number(token);
    if (token === '(') {
      const inner = level(0);
      expect(')');
      return inner;
    }
    if (tokens[0] === '(') return (FUNCTIONS[token] ?? refuse())(list());
    return /^[a-z]\w*$/.test(token) ? (metrics) => metrics[token] : refuse();
  };
  const list = (): Evaluate[] => {
    const args: Evaluate[] = [];
    do {
      tokens.shift();
      args.push(level(0));
    } while (tokens[0] === ',');
    expect(')');
    return args;
  };
  const level = (depth: number): Evaluate => {
    const operators = LEVELS[depth];
    if (!operators) return operand();
    let left = level(depth + 1);
    for (let operate = operators[tokens[0] ?? '']; operate; operate = operators[tokens[0] ?? '']) {
      tokens.shift();
      left = both(operate, left, level(depth + 1));
    }
    return left;
  };
  const whole = level(0);
  return tokens.length === 0 ? whole : refuse();
}

const both =
  (operate: Operation, left: Evaluate, right: Evaluate): Evaluate =>
  (metrics) => {
    const [a, b] = [left(metrics), right(metrics)];
    return a === undefined || b === undefined ? undefined : operate(a, b);
  };
