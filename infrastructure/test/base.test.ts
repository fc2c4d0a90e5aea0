import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { compile } from '../scripts/compile.ts';
import { infrastructure } from '../scripts/stacks.ts';
import type { Resource, Template } from '../scripts/template.ts';
import { removableUnnoticed } from './removal.ts';
import {
  alarmsLeadToTheRunbook,
  alarmsReachPeople,
  deadLettersAreNoticed,
  delaysAreNoticed,
} from './rules/alarms.ts';
import { dashboardShowsTheMap } from './rules/dashboard.ts';
import { bucketsAreClosed, messagesAreEncrypted, streamsAreSafe, tablesAreSafe } from './rules/data.ts';
import { namesHaveReasons } from './rules/names.ts';
import { tlsOnly } from './rules/policies.ts';
import {
  isDeadLetter,
  messagesAreKept,
  redriveIsAllowedToOwner,
  sourceQueueRedrives,
} from './rules/queues.ts';
import { referencesResolve } from './rules/references.ts';
import { filtersAreKnown, subscriptionsAreFiltered, subscriptionsDeliver } from './rules/subscriptions.ts';
import { ownMetricsAreNoticed, standstillIsNoticed } from './rules/watched.ts';

const schemas = readdirSync(join(infrastructure, '../packages/validation/schemas/events'));

const rules = [
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

describe('the base stack of a real stage', () => {
  let base: Template;

  beforeAll(async () => {
    base = (await compile(infrastructure, 'ci')).template;
  });

  describe.each(rules)('$name', ({ violations, breaks }) => {
    it('holds', () => {
      expect(violations(base, base)).toEqual([]);
    });

    it.each(Object.keys(breaks))('is broken by: %s', (how) => {
      const broken = structuredClone(base);
      breaks[how]?.(broken);
      expect(violations(broken, broken)).not.toEqual([]);
    });
  });

  it.each([
    ['alarm', ({ Type }: Resource) => Type === 'AWS::CloudWatch::Alarm'],
    ['DLQ', (one: Resource) => one.Type === 'AWS::SQS::Queue' && isDeadLetter(one)],
  ])('loses no %s unnoticed', (_, kind) => {
    expect(Object.values(base.Resources).filter(kind).length).toBeGreaterThan(5);
    expect(removableUnnoticed(base, kind, rules)).toEqual([]);
  });
});
