import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { dynamoDbLocalHome } from './dynamodb.ts';

/** Compiles the main class that DynamoDB Local is started with. @throws Error where there is no Java compiler */
export function compileGuard(out: string): void {
  const home = dynamoDbLocalHome();
  const classes = [join(home, 'DynamoDBLocal.jar'), join(home, 'DynamoDBLocal_lib', '*')].join(':');
  const source = join(import.meta.dirname, 'java', 'GuardedDynamoDbLocal.java');
  execFileSync('javac', ['--release', '17', '-g:none', '-cp', classes, '-d', out, source], {
    stdio: 'inherit',
  });
}
