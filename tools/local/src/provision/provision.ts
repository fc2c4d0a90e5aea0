import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { stackName } from '@orderflow/stacks/find';
import type { Stack } from '@orderflow/stacks/template';
import { kinesisClient } from '../engines/kinesisClient.ts';
import { credentials, region, type Settings, stage } from '../settings.ts';
import { checkStacks } from './check.ts';
import { registry } from './registry.ts';
import type { Engines } from './resourceType.ts';

/**
 * Creates the stacks' resources in the running engines. Existing resources are brought up to date.
 *
 * @throws Error naming stack and resource for anything unknown (before creating anything) or refused by an engine.
 */
export async function provision(settings: Settings, stacks: Stack[]): Promise<void> {
  checkStacks(stacks);
  const engines = connect(settings);
  try {
    for (const [type, { create }] of registry) {
      if (create) {
        await Promise.all(
          named(stacks, type).map((resource) => withName(resource.where, create(resource, engines))),
        );
      }
    }
  } finally {
    for (const client of Object.values(engines)) {
      client.destroy();
    }
  }
}

function named(stacks: Stack[], type: string) {
  return stacks.flatMap(({ name, resources }) =>
    resources
      .filter((resource) => resource.type === type)
      .map((resource) => ({
        ...resource,
        where: `${name}: ${resource.logicalId} (${type})`,
        stackName: stackName(name, stage),
        property: (property: string) => resource.properties[property],
      })),
  );
}

async function withName(where: string, creation: Promise<void>): Promise<void> {
  return creation.catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${where} could not be created: ${reason}`, { cause });
  });
}

function connect({ endpoints }: Settings): Engines {
  return {
    dynamodb: new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb }),
    sqs: new SQSClient({ region, credentials, endpoint: endpoints.sqs }),
    sns: new SNSClient({ region, credentials, endpoint: endpoints.sns }),
    s3: new S3Client({ region, credentials, endpoint: endpoints.s3, forcePathStyle: true }),
    sfn: new SFNClient({ region, credentials, endpoint: endpoints.sfn }),
    kinesis: kinesisClient(endpoints.kinesis),
  };
}
