import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { IMPORT, type ImportItem, type ImportsStore } from './imports.ts';

/**
 * Changes an import under a condition. A second caller finds the condition false. That is not an error: the change is
 * already there.
 *
 * @returns the import after the change, or unchanged when the condition does not hold; undefined when there is none.
 */
export async function changeImport(
  importId: string,
  change: Pick<
    UpdateCommandInput,
    'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
  >,
  { client, imports }: ImportsStore,
): Promise<ImportItem | undefined> {
  try {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: imports,
        Key: { pk: importId, sk: IMPORT },
        ...change,
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return Attributes as ImportItem;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item && (unmarshall(error.Item) as ImportItem);
  }
}
