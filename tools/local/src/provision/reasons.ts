import { noEffect } from './resourceType.ts';

/** Reasons why properties that matter on AWS have no effect on a laptop. types/cloudFront.ts has some more. */
export const reasons = {
  accessControl: noEffect('the engines evaluate no policies; the gateway verifies tokens'),
  alarms: noEffect('the gateway measures the engines and evaluates alarms itself; nobody is notified'),
  backups: noEffect('local data is thrown away or kept in .local/data'),
  capacity: noEffect('the engines never throttle'),
  cost: noEffect('nothing is billed'),
  deployment: noEffect('the copy bundles and runs the code of the checkout'),
  encryption: noEffect('the engines keep data unencrypted'),
  lifecycle: noEffect('local objects live as long as the copy'),
  logs: noEffect('logs go to the console and .local/logs'),
  network: noEffect('everything listens on this machine'),
  protection: noEffect('local resources are never deleted by a deployment'),
  subscriptionRedrive: noEffect('the emulator delivers to a queue in its own process, which cannot fail'),
  tags: noEffect('nobody groups or bills local resources by tag'),
  tracing: noEffect('functions send their spans to the copy themselves (traces/)'),
  versioning: noEffect('the storage emulator keeps one version of an object'),
};
