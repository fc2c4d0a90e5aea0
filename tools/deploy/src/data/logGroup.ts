import { CloudWatchLogsClient, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { DataStore } from './dataStore.ts';

const logs = new CloudWatchLogsClient({});

/** The logs of a stack are deleted with the stack. */
export const logGroup = (logGroupName: string): DataStore => ({
  name: `log group ${logGroupName}`,
  takesName: true,
  holdsData: async () => false,
  release: async () => {},
  async delete() {
    await logs.send(new DeleteLogGroupCommand({ logGroupName }));
  },
});
