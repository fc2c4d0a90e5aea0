import { basename } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { compile } from '../scripts/compile.ts';
import { edge, infrastructure, services } from '../scripts/stacks.ts';
import { ofType, type Resource, type Template } from '../scripts/template.ts';
import { removableUnnoticed } from './removal.ts';
import { alarmsLeadToTheRunbook, eventFunctionsAreWatched } from './rules/alarms.ts';
import { apisAreBounded, openRoutesAreBounded } from './rules/apis.ts';
import { serviceAt } from './rules/edge.ts';
import { apisAreClosedTogether, environmentsHoldNoSecrets } from './rules/environment.ts';
import {
  asynchronousFailuresAreKept,
  logsExpire,
  nothingIsShared,
  rolesAreOwn,
  rolesSuffice,
} from './rules/functions.ts';
import { logGroupsAreTheStacks } from './rules/logs.ts';
import { queueConsumersAreCapped, streamConsumersGiveUp, visibilityCoversTimeout } from './rules/mappings.ts';
import { namesHaveReasons } from './rules/names.ts';
import { referencesResolve } from './rules/references.ts';
import { stateMachinesMayInvoke, substitutionsAreFunctions } from './rules/stateMachines.ts';
import {
  definitionsAreValid,
  definitionsRunLocally,
  failuresAreUndone,
  statesAreReachable,
  tasksAreGuarded,
} from './rules/states.ts';
import { servicesAreWatched } from './rules/watched.ts';

/** Packaging bundles every function of every service, beside whatever else the machine is doing. */
const BUNDLING_TIMEOUT = 180_000;

const rules = [
  eventFunctionsAreWatched,
  servicesAreWatched,
  alarmsLeadToTheRunbook,
  logsExpire,
  logGroupsAreTheStacks,
  rolesAreOwn,
  rolesSuffice,
  nothingIsShared,
  asynchronousFailuresAreKept,
  apisAreBounded,
  openRoutesAreBounded,
  environmentsHoldNoSecrets,
  apisAreClosedTogether,
  visibilityCoversTimeout,
  queueConsumersAreCapped,
  streamConsumersGiveUp,
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

describe.each(['ci', 'local'])('the services of stage %s', (stage) => {
  let base: Template;
  let templates: Template[];

  beforeAll(async () => {
    base = (await compile(infrastructure, stage)).template;
    const compiled = await Promise.all(services.map((dir) => compile(dir, stage)));
    templates = compiled.map(({ template }) => template);
  }, BUNDLING_TIMEOUT);

  describe.each(rules)('$name', ({ violations, breaks }) => {
    it('holds', () => {
      expect(templates.flatMap((template) => violations(template, base))).toEqual([]);
    });

    it.each(Object.keys(breaks))('is broken by: %s', (how) => {
      const broken = structuredClone(templates);
      broken.forEach((template) => void breaks[how]?.(template));
      expect(broken.flatMap((template) => violations(template, base))).not.toEqual([]);
    });
  });

  it('get every path of theirs through the edge', async () => {
    const { template: distribution } = await compile(edge, stage);
    const lost = templates.flatMap((template, index) => {
      const service = basename(services[index] ?? '');
      return ofType(template, 'AWS::ApiGatewayV2::Route')
        .map(([, { Properties }]) => Properties['RouteKey'].split(' ')[1].replaceAll(/{.*?}/g, 'id'))
        .filter((path) => serviceAt(distribution, path) !== service);
    });
    expect(lost).toEqual([]);
  });

  it('lose no alarm unnoticed', () => {
    const isAlarm = ({ Type }: Resource) => Type === 'AWS::CloudWatch::Alarm';
    expect(templates.flatMap(({ Resources }) => Object.values(Resources)).some(isAlarm)).toBe(true);
    expect(templates.flatMap((template) => removableUnnoticed(template, isAlarm, rules, base))).toEqual([]);
  });
});
