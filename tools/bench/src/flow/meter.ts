import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A function's use, over all its invocations. */
export interface Used {
  invocations: number;
  /** By command name. */
  calls: Record<string, number>;
  writeUnits: number;
  readUnits: number;
  cpuMs: number;
  /** Bytes logged by the function itself. */
  logBytes: number;
  messages: number;
  messageBytes: number;
}

const unused = (): Used => ({
  invocations: 0,
  calls: {},
  writeUnits: 0,
  readUnits: 0,
  cpuMs: 0,
  logBytes: 0,
  messages: 0,
  messageBytes: 0,
});

/** Counts calls, units (as the engine reports them), CPU time and log bytes of the code that runs in it. */
export function meter(client: DynamoDBDocumentClient) {
  let used: Record<string, Used> = {};
  let current = unused();
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const name = String(commandName).replace('Command', '');
        current.calls[name] = (current.calls[name] ?? 0) + 1;
        Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
        const result = await next(args);
        const { ConsumedCapacity = [] } = result.output as { ConsumedCapacity?: { CapacityUnits?: number } };
        const { TransactItems } = args.input as { TransactItems?: object[] };
        // DynamoDB Local reports two units per table for a transaction; AWS charges two per item, as each is below a
        // kilobyte.
        if (TransactItems) current.writeUnits += 2 * TransactItems.length;
        else {
          for (const { CapacityUnits = 0 } of [ConsumedCapacity].flat()) {
            current[/Get|Query/.test(name) ? 'readUnits' : 'writeUnits'] += CapacityUnits;
          }
        }
        return result;
      },
    { step: 'initialize' },
  );
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = ((text: string) => {
    current.logBytes += Buffer.byteLength(text);
    return text.startsWith('\n{') ? write(text) : true;
  }) as typeof process.stdout.write;

  async function metered<T>(name: string, run: () => Promise<T>, messages: string[] = []): Promise<T> {
    current = used[name] ??= unused();
    current.invocations++;
    current.messages += messages.length;
    current.messageBytes += messages.reduce((sum, message) => sum + Buffer.byteLength(message), 0);
    const begun = process.cpuUsage();
    const result = await run();
    const { user, system } = process.cpuUsage(begun);
    current.cpuMs += (user + system) / 1e3;
    return result;
  }
  return Object.assign(metered, {
    reset: () => {
      used = {};
    },
    taken: () => used,
  });
}

/** Splits a list into parts of at most `size`. */
export const inChunks = <T>(all: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
