import type { Template } from '@orderflow/stacks/template';
import type { DataStore } from '../data/dataStore.ts';
import type { DeployedResource } from '../deployed.ts';
import { type Named, namedResources } from './named.ts';

/** What {@link clearWay} needs of an AWS account, for one stack of a stage. */
export interface Account {
  /** CloudFormation's status of the stack; undefined when there is none. */
  status(): Promise<string | undefined>;
  resources(): Promise<DeployedResource[]>;
  /** Deletes the stack, and returns when it is gone. */
  deleteStack(): Promise<void>;
  /** ContinueUpdateRollback, to its end. */
  continueRollback(): Promise<void>;
  store(resource: DeployedResource): DataStore | undefined;
  /** Everything of this name that is there, whichever stack has it. */
  find(named: Named): Promise<DataStore[]>;
}

/**
 * True for a stack whose creation failed: it takes no update and has to go first.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html#cfn-stack-status
 */
export const isUndeployed = (status = '') =>
  /^(REVIEW_IN_PROGRESS|CREATE_FAILED|ROLLBACK_COMPLETE|ROLLBACK_FAILED)$/.test(status);

/** Resources that a stack lists, but does not have any more, or never had. */
const LOST = /^(DELETE_|CREATE_FAILED$)/;

/**
 * Makes a stack deployable again after a deployment that failed, so that a retry just works.
 *
 * CloudFormation deletes in a rollback what it has just created, but not what is protected (a table with
 * DeletionProtectionEnabled, a user pool with DeletionProtection) or not empty (a bucket): those stay, out of the stack,
 * under the names that the next deployment needs. Such a leftover holds nothing, as nobody ever used it, and is deleted.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
 *
 * @returns what was cleared away, in words
 * @throws Error when a leftover holds data, or somebody's removal did not get to its end: that is for people to decide.
 */
export async function clearWay(template: Template, account: Account): Promise<string[]> {
  const cleared: string[] = [];
  const status = await account.status();
  if (status === 'DELETE_FAILED') {
    throw new Error(
      'its removal did not get to its end (DELETE_FAILED), and such a stack takes no deployment. End the removal with ' +
        '"pnpm run remove"; the events of the stack say what it could not delete. Nothing was deployed',
    );
  }
  if (isUndeployed(status)) {
    await releaseEmpty(await account.resources(), account);
    await account.deleteStack();
    cleared.push(`the stack, which was ${status}`);
  } else if (status === 'UPDATE_ROLLBACK_FAILED') {
    const stuck = (await account.resources()).filter((one) => LOST.test(one.status));
    await releaseEmpty(stuck, account);
    await account.continueRollback();
    cleared.push('the rest of a rollback that had failed');
  }
  const holding: string[] = [];
  const empty: DataStore[] = [];
  for (const store of await leftovers(template, account)) {
    if (!(await store.holdsData())) empty.push(store);
    else if (store.takesName) holding.push(store.name);
  }
  if (holding.length > 0) {
    throw new Error(
      `${holding.join(', ')}: there, holding data, and in no stack. Take it back into the stack or remove it: ` +
        'docs/deploying.md#what-a-failed-deployment-leaves. Nothing was deployed',
    );
  }
  for (const store of empty) {
    await store.release();
    await store.delete();
    cleared.push(`${store.name}, which was empty`);
  }
  return cleared;
}

/** What is there under a name of the template without being part of the stack. */
export async function leftovers(template: Template, account: Account): Promise<DataStore[]> {
  const own = (await account.resources()).filter(({ status }) => !LOST.test(status));
  const has = ({ type, name }: Named) => own.some((one) => one.type === type && name.test(one.id));
  const hasPool = own.some(({ type }) => type === 'AWS::Cognito::UserPool');
  const missing = namedResources(template).filter((one) =>
    // A pool is known by an id: its name says nothing about whether the stack has it.
    one.type === 'AWS::Cognito::UserPool' ? !hasPool : !has(one),
  );
  return (await Promise.all(missing.map((one) => account.find(one)))).flat();
}

/** Lets CloudFormation delete what holds nothing; it keeps what it may not delete. */
async function releaseEmpty(resources: DeployedResource[], account: Account): Promise<void> {
  for (const one of resources) {
    const store = one.status === 'DELETE_COMPLETE' ? undefined : account.store(one);
    if (store && !(await store.holdsData())) await store.release();
  }
}
