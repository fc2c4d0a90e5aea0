import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { RefusedError } from '@orderflow/domain';
import { type PutImportTemplate, ValidationError } from '@orderflow/validation';
import { store as defaultStore } from '../lib/store.ts';
import { type ImportsStore, ownerOf } from './imports.ts';
import { refuseUnreadable } from './refuseUnreadable.ts';

/** How files of one kind are read, under a name that its owner chose. */
export interface Template extends PutImportTemplate {
  name: string;
}

/** Twenty of this size are below the 400 KB of an item. */
const MAX_TEMPLATES = 20;
const MAX_BYTES = 16 * 1024;
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

/** All templates of a user are one item, so that a condition can bound their number. */
const keyOf = (principal: string) => ({ pk: ownerOf(principal), sk: 'templates' });

/**
 * Saves a template; it replaces one with the same name.
 *
 * @throws RefusedError (not-found) for a name that no template can have, (conflict) when there are too many;
 * ValidationError for a fault that a schema cannot express.
 */
export async function putTemplate(
  principal: string,
  given: string | undefined,
  reading: PutImportTemplate,
  store: ImportsStore = defaultStore,
): Promise<Template> {
  const name = nameOf(given);
  refuseUnreadable(reading);
  if (Buffer.byteLength(JSON.stringify(reading)) > MAX_BYTES) {
    throw new ValidationError([{ pointer: '', message: `must have at most ${MAX_BYTES} bytes` }]);
  }
  if (!(await put(principal, name, reading, store))) {
    await begin(principal, store);
    if (!(await put(principal, name, reading, store))) throw tooMany();
  }
  return { name, ...reading };
}

/** @returns false when there is no item of templates yet. @throws RefusedError (conflict) when it is full. */
async function put(
  principal: string,
  name: string,
  reading: PutImportTemplate,
  { client, imports }: ImportsStore,
): Promise<boolean> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: imports,
        Key: keyOf(principal),
        UpdateExpression: 'SET templates.#name = :reading',
        ConditionExpression: 'attribute_exists(templates.#name) OR size(templates) < :max',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':reading': reading, ':max': MAX_TEMPLATES },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    if (error.Item) throw tooMany();
    return false;
  }
}

async function begin(principal: string, { client, imports }: ImportsStore): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: imports,
      Key: keyOf(principal),
      UpdateExpression: 'SET templates = if_not_exists(templates, :none)',
      ExpressionAttributeValues: { ':none': {} },
    }),
  );
}

const tooMany = () =>
  new RefusedError('conflict', `You have ${MAX_TEMPLATES} templates, which is the most: delete one first`);

/** The caller's templates, by name. */
export async function listTemplates(
  principal: string,
  { client, imports }: ImportsStore = defaultStore,
): Promise<Template[]> {
  const get = new GetCommand({ TableName: imports, Key: keyOf(principal), ConsistentRead: true });
  const templates: Record<string, PutImportTemplate> = (await client.send(get)).Item?.['templates'] ?? {};
  return Object.entries(templates)
    .map(([name, reading]) => ({ name, ...reading }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The content of a template; undefined when the caller has none of that name. */
export async function findTemplate(
  principal: string,
  name: string,
  { client, imports }: ImportsStore,
): Promise<PutImportTemplate | undefined> {
  const { Item } = await client.send(
    new GetCommand({
      TableName: imports,
      Key: keyOf(principal),
      ConsistentRead: true,
      ProjectionExpression: 'templates.#name',
      ExpressionAttributeNames: { '#name': name },
    }),
  );
  return Item?.['templates']?.[name];
}

/** Deletes a template. A missing one is not an error: a lost attempt may have deleted it. */
export async function deleteTemplate(
  principal: string,
  given: string | undefined,
  { client, imports }: ImportsStore = defaultStore,
): Promise<{ name: string }> {
  const name = nameOf(given);
  try {
    await client.send(
      new UpdateCommand({
        TableName: imports,
        Key: keyOf(principal),
        UpdateExpression: 'REMOVE templates.#name',
        ConditionExpression: 'attribute_exists(templates.#name)',
        ExpressionAttributeNames: { '#name': name },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
  return { name };
}

/** Deletes all templates of somebody who is erased. */
export async function eraseTemplates(principal: string, { client, imports }: ImportsStore): Promise<void> {
  await client.send(new DeleteCommand({ TableName: imports, Key: keyOf(principal) }));
}

function nameOf(given = ''): string {
  if (NAME.test(given)) return given;
  throw new RefusedError('not-found', 'There is no template of such a name');
}
