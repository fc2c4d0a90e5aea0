import type { Template } from '@orderflow/stacks/template';
import type { DataStore } from '../src/data/dataStore.ts';
import type { DeployedResource } from '../src/deployed.ts';
import type { Account } from '../src/leftovers/clearWay.ts';
import type { Named } from '../src/leftovers/named.ts';

interface Thing {
  type: string;
  id: string;
  name: string;
  protected: boolean;
  items: number;
}

/**
 * An account that behaves as AWS documents, as far as a failing first deployment needs. A name is taken until its
 * resource is deleted. A protected resource or a bucket that is not empty is not deleted. What a rollback cannot
 * delete stays outside the stack.
 */
export class FakeAccount implements Account {
  things: Thing[] = [];
  #resources: DeployedResource[] = [];
  #status: string | undefined;
  #pools = 0;

  /** Creates the stack, as the framework does: its bucket first, then the rest as an update. */
  deploy({ Resources }: Template, { failsAt }: { failsAt?: string } = {}): void {
    if (this.#status && !/^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(this.#status)) {
      throw new Error(`a stack that is ${this.#status} takes no update`);
    }
    this.#status ??= 'CREATE_COMPLETE';
    const created: [string, Thing][] = [];
    for (const [logicalId, { Type, Properties }] of Object.entries(Resources)) {
      if (this.#resources.some((one) => one.logicalId === logicalId)) continue;
      const taken = this.things.some(
        ({ type, name }) => type === Type && name === nameOf(Properties) && type !== 'AWS::Cognito::UserPool',
      );
      if (taken || logicalId === failsAt) {
        for (const [, thing] of created.reverse()) this.#rollBack(thing);
        this.#status = 'UPDATE_ROLLBACK_COMPLETE';
        throw new Error(taken ? `${nameOf(Properties)} already exists` : `${failsAt} is refused`);
      }
      created.push([logicalId, this.#create(Type, Properties)]);
    }
    this.#status = 'UPDATE_COMPLETE';
    for (const [logicalId, { type, id }] of created) {
      this.#resources.push({ logicalId, type, id, status: 'CREATE_COMPLETE' });
    }
  }

  /** A stack whose creation failed, with the resources that it could not delete. */
  failedCreation(status: string, ...stuck: Thing[]): void {
    this.#status = status;
    this.things.push(...stuck);
    this.#resources = stuck.map(({ type, id }) => ({ logicalId: id, type, id, status: 'DELETE_FAILED' }));
  }

  status = async () => this.#status;
  resources = async () => this.#resources;
  deleteStack = async () => {
    for (const { id } of this.#resources) this.#delete(this.#thing(id));
    this.#resources = [];
    this.#status = undefined;
  };
  continueRollback = async () => {
    for (const { id } of this.#resources.filter(({ status }) => status === 'DELETE_FAILED')) {
      this.#delete(this.#thing(id));
    }
    this.#resources = this.#resources.filter(({ status }) => status !== 'DELETE_FAILED');
    this.#status = 'UPDATE_ROLLBACK_COMPLETE';
  };
  store = ({ id }: DeployedResource): DataStore | undefined => {
    const thing = this.#thing(id);
    return {
      name: id,
      takesName: thing.type !== 'AWS::Cognito::UserPool',
      holdsData: async () => thing.items > 0,
      release: async () => {
        thing.protected = false;
      },
      delete: async () => this.#delete(thing),
    };
  };
  find = async ({ type, name }: Named) =>
    this.things
      .filter((one) => one.type === type && name.test(one.name))
      .flatMap(({ id }) => this.store({ logicalId: id, type, id, status: '' }) ?? []);

  #create(type: string, Properties: Record<string, unknown>): Thing {
    const name = nameOf(Properties);
    const id = type === 'AWS::Cognito::UserPool' ? `pool-${++this.#pools}` : name;
    const { DeletionProtectionEnabled, DeletionProtection } = Properties;
    const thing = {
      type,
      id,
      name,
      protected: DeletionProtectionEnabled === true || DeletionProtection === 'ACTIVE',
      items: 0,
    };
    this.things.push(thing);
    return thing;
  }

  #rollBack(thing: Thing): void {
    try {
      this.#delete(thing);
    } catch {
      // It stays, outside the stack.
    }
  }

  #delete(thing: Thing): void {
    if (thing.protected) throw new Error(`${thing.id} is protected against deletion`);
    if (thing.type === 'AWS::S3::Bucket' && thing.items > 0) throw new Error(`${thing.id} is not empty`);
    this.things = this.things.filter((one) => one !== thing);
  }

  #thing(id: string): Thing {
    const found = this.things.find((one) => one.id === id);
    if (!found) throw new Error(`no ${id}`);
    return found;
  }
}

function nameOf({
  TableName,
  BucketName,
  UserPoolName,
  LogGroupName,
  QueueName,
}: Record<string, unknown>): string {
  const name = TableName ?? BucketName ?? UserPoolName ?? LogGroupName ?? QueueName ?? '';
  const text = typeof name === 'string' ? name : (name as { 'Fn::Sub': string })['Fn::Sub'];
  // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholder.
  return text.replace('${AWS::AccountId}', '123456789012');
}
