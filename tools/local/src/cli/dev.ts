import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { writeEnvFile } from '../dev/envFile.ts';
import { nodeNote } from '../dev/machineNode.ts';
import { inspectorPort, inspectVariable, isInspected } from '../inspect.ts';
import { readSettings, type Settings } from '../settings.ts';
import { printError, printLine } from './output.ts';
import { runCopy } from './runCopy.ts';

const USAGE = `pnpm dev [--keep] [--inspect] [--attached]

Starts Orderflow on this machine. Ctrl-C stops it.
  --keep           keep the data in .local/data over restarts
  --inspect        let debuggers attach to the functions; no timeout ends one that stands at a breakpoint
  --attached       stop when standard input ends, for scripts
  ORDERFLOW_PORT   port of the gateway, default 4000; all other ports follow
`;

function debuggers(settings: Settings): string {
  if (!isInspected()) return '';
  return `  debugger  127.0.0.1:${inspectorPort(settings)}   VS Code: Run and Debug, "functions"   Chrome: chrome://inspect, Configure\n`;
}

function welcome(settings: Settings, envFile: string, seconds: number): string {
  const url = `http://127.0.0.1:${settings.ports.gateway}`;
  const { dynamodb, sqs, s3, sfn } = settings.endpoints;
  return `
Orderflow is ready after ${seconds.toFixed(1)} s.
  console   ${url}/console
  API       ${url}
  health    ${url}/health
  engines   DynamoDB ${dynamodb}   SQS, SNS ${sqs}   S3 ${s3}
            Step Functions ${sfn}
  SDKs      . ${relative(process.cwd(), envFile)}
${debuggers(settings)}
Try:
  TOKEN=$(curl -s '${url}/local/token?sub=ada')
  curl -s ${url}/users -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\
    -d '{"email":"ada@example.com","name":"Ada"}'

`;
}

try {
  const { values } = parseArgs({
    options: {
      keep: { type: 'boolean', default: false },
      inspect: { type: 'boolean', default: false },
      attached: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
  } else {
    const settings = readSettings();
    // All processes of the copy inherit it. This process reads it, too.
    if (values.inspect) process.env[inspectVariable] = '1';
    const started = Date.now();
    await runCopy(settings, values, async (copy) => {
      const note = await nodeNote();
      if (note) printLine('dev', note);
      await copy.start();
      const envFile = await writeEnvFile(settings);
      process.stdout.write(welcome(settings, envFile, (Date.now() - started) / 1000));
    });
  }
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
