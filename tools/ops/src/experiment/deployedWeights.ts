// The store needs signatures for all regions (SigV4A). Loading this package registers the algorithm with the SDK.
import '@aws-sdk/signature-v4a';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudFrontKeyValueStoreClient,
  ConflictException,
  DescribeKeyValueStoreCommand,
  GetKeyCommand,
  PutKeyCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudfront-keyvaluestore';
import { EVEN, type WeightStore, type Weights } from './weights.ts';

const Key = 'weights';

/**
 * The weights of a stage's edge, in its CloudFront KeyValueStore, with the caller's credentials.
 *
 * @param KvsARN ARN of the store
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/kvs-with-functions-kvp.html
 */
export function deployedWeights(
  KvsARN: string,
  client = new CloudFrontKeyValueStoreClient({ region: 'us-east-1' }),
): WeightStore {
  return {
    async read() {
      try {
        const { Value = '{}' } = await client.send(new GetKeyCommand({ KvsARN, Key }));
        return { ...EVEN, ...(JSON.parse(Value) as Partial<Weights>) };
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return EVEN;
        throw error;
      }
    },

    async write(weights) {
      const { ETag: IfMatch } = await client.send(new DescribeKeyValueStoreCommand({ KvsARN }));
      try {
        await client.send(new PutKeyCommand({ KvsARN, Key, Value: JSON.stringify(weights), IfMatch }));
      } catch (error) {
        if (!(error instanceof ConflictException)) throw error;
        throw new Error('Somebody else changed the weights meanwhile: look at them and say it again', {
          cause: error,
        });
      }
    },
  };
}

/** The ARN of a stage's store. @throws Error when the stage has no edge */
export async function storeOf(
  stage: string,
  client: Pick<CloudFormationClient, 'send'> = new CloudFormationClient({}),
): Promise<string> {
  const StackName = `orderflow-edge-${stage}`;
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  const arn = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'ExperimentArn')?.OutputValue;
  if (!arn) throw new Error(`The stack ${StackName} has no output ExperimentArn: deploy the edge`);
  return arn;
}
