import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How the tests' people are called and reached; nothing else that is logged looks like it. Ids may: `ada`. */
const PERSONAL = /[\w.+-]+@example\.(com|org)|Lovelace|Countess|"Ada"|[Zz]ebedee/g;

/** Every line that the copy's processes have logged, by file. */
export async function logLines(stateDir: string): Promise<{ file: string; line: string }[]> {
  const dir = join(stateDir, 'logs');
  const files = await readdir(dir);
  const lines = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(dir, file), 'utf8');
      return text.split('\n').map((line) => ({ file, line }));
    }),
  );
  return lines.flat();
}

/** Log lines that hold an e-mail address or a name of somebody. */
export async function personalData(stateDir: string): Promise<string[]> {
  const lines = await logLines(stateDir);
  return lines.flatMap(({ file, line }) => (line.match(PERSONAL) ? [`${file}: ${line.slice(0, 500)}`] : []));
}
