import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Major version of the Java on the PATH, e.g. 17; undefined when there is none. */
export async function javaVersion(env: NodeJS.ProcessEnv = process.env): Promise<number | undefined> {
  try {
    const { stderr } = await promisify(execFile)('java', ['-version'], { env });
    return parseJavaVersion(stderr);
  } catch {
    return undefined;
  }
}

/** Reads `version "17.0.15"`; up to Java 8 the major number came second: `version "1.8.0_292"`. */
export function parseJavaVersion(output: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(output) ?? [];
  return first === undefined ? undefined : Number(first === '1' ? second : first);
}
