import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Names and addresses of the tests' people. Nothing else in the logs looks like them. Ids such as `ada` are allowed. */
const PERSONAL = /[\w.+-]+@example\.(com|org)|Lovelace|Countess|"Ada"|[Zz]ebedee/g;

/** Every log line of the copy's processes, by file. */
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

/** Log lines that contain a person's e-mail address or name. */
export async function personalData(stateDir: string): Promise<string[]> {
  const lines = await logLines(stateDir);
  return lines.flatMap(({ file, line }) => (line.match(PERSONAL) ? [`${file}: ${line.slice(0, 500)}`] : []));
}
