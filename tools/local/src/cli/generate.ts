import { join } from 'node:path';
import { compileGuard } from '../engines/compileGuard.ts';

try {
  compileGuard(join(import.meta.dirname, '../engines/java'));
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  process.stdout.write('No Java compiler on the PATH: the guard of DynamoDB Local stays as it is\n');
}
