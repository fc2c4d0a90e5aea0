import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { baseStack } from '@orderflow/stacks/find';
import {
  alarmsLeadToTheRunbook,
  alarmsReachPeople,
  deadLettersAreNoticed,
  delaysAreNoticed,
  eventFunctionsAreWatched,
} from './alarms.ts';
import { apisAreBounded, openRoutesAreBounded } from './apis.ts';
import { dashboardShowsTheMap } from './dashboard.ts';
import { bucketsAreClosed, messagesAreEncrypted, streamsAreSafe, tablesAreSafe } from './data.ts';
import {
  conditionsResolveNothing,
  edgeIsWatched,
  everythingPassesTheFunction,
  functionFits,
  onlyConfigIsCached,
  originHeadersAreTaken,
  pagesKeepTheirPolicy,
} from './edge.ts';
import { functionSpeaksTheRuntime } from './edgeFunction.ts';
import { apisAreClosedTogether, environmentsHoldNoSecrets } from './environment.ts';
import {
  asynchronousFailuresAreKept,
  logsAreOurs,
  logsExpire,
  nothingIsShared,
  rolesAreOwn,
  rolesSuffice,
} from './functions.ts';
import { logGroupsAreTheStacks } from './logs.ts';
import { queueConsumersAreCapped, streamConsumersGiveUp, tableReadersKnowTheirShard } from './mappings.ts';
import { namesHaveReasons } from './names.ts';
import { tlsOnly } from './policies.ts';
import { messagesAreKept, redriveIsAllowedToOwner, sourceQueueRedrives } from './queues.ts';
import { referencesResolve } from './references.ts';
import type { Rule } from './rule.ts';
import { stateMachinesMayInvoke, substitutionsAreFunctions } from './stateMachines.ts';
import {
  definitionsAreValid,
  definitionsRunLocally,
  failuresAreUndone,
  statesAreReachable,
  tasksAreGuarded,
} from './states.ts';
import { filtersAreKnown, subscriptionsAreFiltered, subscriptionsDeliver } from './subscriptions.ts';
import {
  failingStepsAreNoticed,
  ownMetricsAreNoticed,
  servicesAreWatched,
  standstillIsNoticed,
} from './watched.ts';

const schemas = readdirSync(join(baseStack.dir, '../packages/validation/schemas/events'));

/** Our rules for the base stack. AWS's rules are in aws/. */
export const BASE_RULES: Rule[] = [
  sourceQueueRedrives,
  messagesAreKept,
  redriveIsAllowedToOwner,
  deadLettersAreNoticed,
  delaysAreNoticed,
  standstillIsNoticed,
  ownMetricsAreNoticed,
  alarmsReachPeople,
  alarmsLeadToTheRunbook,
  dashboardShowsTheMap,
  tlsOnly,
  messagesAreEncrypted,
  subscriptionsAreFiltered,
  subscriptionsDeliver,
  filtersAreKnown(schemas.map((file) => file.replace(/\.json$/, ''))),
  tablesAreSafe,
  streamsAreSafe,
  bucketsAreClosed,
  referencesResolve,
  namesHaveReasons,
];

/** Our rules for every service. */
export const SERVICE_RULES: Rule[] = [
  eventFunctionsAreWatched,
  servicesAreWatched,
  failingStepsAreNoticed,
  alarmsLeadToTheRunbook,
  logsExpire,
  logsAreOurs,
  logGroupsAreTheStacks,
  rolesAreOwn,
  rolesSuffice,
  nothingIsShared,
  asynchronousFailuresAreKept,
  apisAreBounded,
  openRoutesAreBounded,
  environmentsHoldNoSecrets,
  apisAreClosedTogether,
  queueConsumersAreCapped,
  streamConsumersGiveUp,
  tableReadersKnowTheirShard,
  definitionsAreValid,
  definitionsRunLocally,
  tasksAreGuarded,
  failuresAreUndone,
  statesAreReachable,
  substitutionsAreFunctions,
  stateMachinesMayInvoke,
  referencesResolve,
  namesHaveReasons,
];

/** Our rules for the edge. */
export const EDGE_RULES: Rule[] = [
  onlyConfigIsCached,
  everythingPassesTheFunction,
  functionFits,
  functionSpeaksTheRuntime,
  originHeadersAreTaken,
  conditionsResolveNothing,
  pagesKeepTheirPolicy,
  edgeIsWatched,
  alarmsLeadToTheRunbook,
  namesHaveReasons,
  referencesResolve,
];

/** Rules of the base stack that apply to the edge, too. */
export const SHARED_RULES: Rule[] = [bucketsAreClosed, tlsOnly];
