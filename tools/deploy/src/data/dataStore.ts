/** A resource that keeps data which nobody can deploy again. */
export interface DataStore {
  /** As people call it: `table orderflow-prod-orders`. */
  name: string;
  holdsData(): Promise<boolean>;
  /** Lets CloudFormation delete it: switches off its protection and empties it where it must be empty. */
  release(): Promise<void>;
  /** Deletes it, if its stack left it there. */
  delete(): Promise<void>;
}
