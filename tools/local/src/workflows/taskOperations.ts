import type { Executions } from './executions.ts';
import { checkJson } from './json.ts';
import type { Operations } from './operation.ts';

/** The callbacks of tasks that wait for their token. */
export function taskOperations({ tokens }: Executions): Operations {
  return {
    SendTaskSuccess: ({ taskToken, output }) => {
      const text = checkJson(output, 'InvalidOutput');
      tokens.find(taskToken).attempt.succeed(text);
      return {};
    },
    SendTaskFailure: ({ taskToken, error = '', cause = '' }) => {
      tokens.find(taskToken).attempt.fail(String(error), String(cause));
      return {};
    },
    SendTaskHeartbeat: ({ taskToken }) => {
      tokens.find(taskToken).beat();
      return {};
    },
  };
}
