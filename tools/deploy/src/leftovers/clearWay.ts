import type { Template } from '@orderflow/stacks/template';
import type { DataStore } from '../data/dataStore.ts';
import type { DeployedResource } from '../deployed.ts';
import { type Named, namedResources } from './named.ts';

/** The part of an AWS account that {@link clearWay} needs, for one stack of a stage. */
export interface Account {
  /** CloudFormation's status of the stack; undefined when there is none. */
  status(): Promise<string | undefined>;
  resources(): Promise<DeployedResource[]>;
  /** Deletes the stack and waits until it is gone. */
  deleteStack(): Promise<void>;
  /** ContinueUpdateRollback; waits until it is complete. */
  continueRollback(): Promise<void>;
  store(resource: DeployedResource): DataStore | undefined;
  /** Every existing store with this name, whichever stack owns it. */
  find(named: Named): Promise<DataStore[]>;
}

/**
 * True if the creation of the stack failed: such a stack cannot be updated and must be deleted first.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html#cfn-stack-status
 */
export const isUndeployed = (status = '') =>
  /^(REVIEW_IN_PROGRESS|CREATE_FAILED|ROLLBACK_COMPLETE|ROLLBACK_FAILED)$/.test(status);

/** Status of resources that a stack lists but does not have: deleted, or never created. */
const LOST = /^(DELETE_|CREATE_FAILED$)/;

/**
 * Makes a stack deployable again after a failed deployment, so that a retry works.
 *
 * A rollback deletes what CloudFormation has just created. It does not delete resources that are protected (a table
 * with DeletionProtectionEnabled, a user pool with DeletionProtection) or a bucket that is not empty. Those stay
 * outside the stack, under the names that the next deployment needs. Such a leftover was never used and holds no
 * data, so it is deleted.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
 *
 * @returns a description of each thing that was deleted
 * @throws Error when a leftover holds data, or a removal did not complete: a person must decide.
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

/** Stores that have a name from the template but are not part of the stack. */
export async function leftovers(template: Template, account: Account): Promise<DataStore[]> {
  const own = (await account.resources()).filter(({ status }) => !LOST.test(status));
  const has = ({ type, name }: Named) => own.some((one) => one.type === type && name.test(one.id));
  const hasPool = own.some(({ type }) => type === 'AWS::Cognito::UserPool');
  const missing = namedResources(template).filter((one) =>
    // A user pool is identified by its id: the name does not tell whether the stack has it.
    one.type === 'AWS::Cognito::UserPool' ? !hasPool : !has(one),
  );
  return (await Promise.all(missing.map((one) => account.find(one)))).flat();
}

/** Releases the empty stores, so that CloudFormation can delete them. Stores with data stay protected. */
async function releaseEmpty(resources: DeployedResource[], account: Account): Promise<void> {
  for (const one of resources) {
    const store = one.status === 'DELETE_COMPLETE' ? undefined : account.store(one);
    if (store && !(await store.holdsData())) await store.release();
  }
}
