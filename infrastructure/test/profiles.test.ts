import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Compiled, compile } from '@orderflow/stacks/compile';
import { baseStack, serviceNamed, services } from '@orderflow/stacks/find';
import { ofType, resource, type Template } from '@orderflow/stacks/template';
import { parse } from 'yaml';
import { referencesResolve } from './rules/references.ts';

const ingestion = serviceNamed('ingestion');

const alarms = (template: Template) => ofType(template, 'AWS::CloudWatch::Alarm').map(([id]) => id);
/** Dead letters that a small stage shows, but reports to nobody. */
const unheard = [
  'AnalyticsDlq',
  'BuyerMailsDlq',
  'UndoChunksDlq',
  'PaymentChecksDlq',
  'ClicksStreamFailures',
  'ScheduleFailures',
];
/** The functions that read a queue, by whether a number of them runs at most. */
const readers = (template: Template, capped: boolean) =>
  ofType(template, 'AWS::Lambda::EventSourceMapping')
    .filter(([, { Properties }]) => !Properties.StartingPosition && !!Properties.ScalingConfig === capped)
    .map(([id]) => id.replace(/EventSourceMapping.*/, ''))
    .sort();

interface Stage {
  base: Compiled;
  service: Template;
}
async function compiled(stage: string, ...params: string[]): Promise<Stage> {
  const options = params.flatMap((one) => ['--param', one]);
  const [base, service] = await Promise.all([
    compile(baseStack, stage, options),
    compile(ingestion, stage, options),
  ]);
  return { base, service: service.template };
}

describe('a small stage', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await compiled('shop', 'profile=small');
  }, 120_000);

  it('has one shard for its clicks, and somebody who reads it', () => {
    expect(resource(stage.base.template, 'ClicksStream').Properties).toMatchObject({
      StreamModeDetails: { StreamMode: 'PROVISIONED' },
      ShardCount: 1,
    });
    resource(stage.service, 'AggregateClicksLambdaFunction');
  });

  it('hears of each dead letter on orders, money, accounts and personal data, and of nothing else', () => {
    const all = alarms(stage.base.template);
    const queues = ofType(stage.base.template, 'AWS::SQS::Queue').map(([id]) => id);
    const dead = queues.filter((id) => /Dlq$|Failures$/.test(id));
    expect(unheard.filter((id) => !dead.includes(id))).toEqual([]);
    const heard = dead.filter((id) => !unheard.includes(id)).map((id) => `${id}DepthAlarm`);
    expect(all.sort()).toEqual([...heard, 'MailsHeldUpAlarm', 'PaymentsFailedAlarm'].sort());
    expect(alarms(stage.service)).toEqual([]);
  });

  it('caps only what an import keeps busy, for two pollers are cheaper than five', () => {
    expect(readers(stage.service, true)).toEqual(['ImportChunk', 'UndoChunk']);
    expect(readers(stage.service, false)).toEqual(['EraseImports', 'PlanImport']);
  });

  it('protects its data like any other', () => {
    for (const [, { DeletionPolicy, Properties }] of ofType(stage.base.template, 'AWS::DynamoDB::Table')) {
      expect([DeletionPolicy, Properties.DeletionProtectionEnabled]).toEqual(['RetainExceptOnCreate', true]);
    }
  });
});

describe('a preview', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await compiled('pr-12');
  }, 120_000);

  it('is any stage of a pull request, by its name', () => {
    expect(stage.base.params['pr-12']).toMatchObject({ deletionPolicy: 'Delete', edge: false });
  });

  it('has no clicks stream, nobody who reads one, and imports none', () => {
    expect(ofType(stage.base.template, 'AWS::Kinesis::Stream')).toEqual([]);
    expect(Object.keys(stage.service.Resources).filter((id) => id.startsWith('AggregateClicks'))).toEqual([]);
    expect(JSON.stringify(stage.service)).not.toContain('pr-12-clicks-stream"');
    expect(
      resource(stage.service, 'AddClicksLambdaFunction').Properties.Environment.Variables.CLICKS_STREAM,
    ).toBe('');
  });

  it('caps only what an import keeps busy', () => {
    expect(readers(stage.service, true)).toEqual(['ImportChunk', 'UndoChunk']);
  });

  it('has neither alarms nor a key for their topic, which stays', () => {
    expect([...alarms(stage.base.template), ...alarms(stage.service)]).toEqual([]);
    expect(ofType(stage.base.template, 'AWS::KMS::Key')).toEqual([]);
    expect(resource(stage.base.template, 'AlarmTopic').Properties).not.toHaveProperty('KmsMasterKeyId');
  });

  it('refers to nothing that is not there', () => {
    for (const template of [stage.base.template, stage.service]) {
      expect(referencesResolve.violations(template, stage.base.template)).toEqual([]);
    }
  });
});

it('names only functions that read a queue as uncapped', () => {
  const { small } = parse(readFileSync(join(import.meta.dirname, '../params.yml'), 'utf8'));
  const named = services.flatMap(({ dir }) => {
    const { functions } = parse(readFileSync(join(dir, 'serverless.yml'), 'utf8'));
    return Object.entries<{ events?: { sqs?: object }[] }>(functions)
      .filter(([, { events = [] }]) => events.some(({ sqs }) => sqs))
      .map(([name]) => name);
  });
  expect(small.uncapped.filter((name: string) => !named.includes(name))).toEqual([]);
});

it('has every outcome again with one parameter', async () => {
  const options = ['profile=small', 'alarms=outcomes'].flatMap((one) => ['--param', one]);
  const { template } = await compile(ingestion, 'shop', options);
  expect(alarms(template)).toEqual(['HttpApiServerErrorsAlarm']);
});

it('gets back by a parameter what its profile leaves out', async () => {
  const { template, params } = await compile(baseStack, 'pr-12', [
    ...['--param', 'clicks=shard'],
    ...['--param', 'alarms=all'],
  ]);
  expect(resource(template, 'ClicksStream').Properties).toMatchObject({ ShardCount: 1 });
  expect(alarms(template)).toContain('SignupQueueAgeAlarm');
  // Its services import the stream's exports again.
  expect(params['pr-12']).not.toHaveProperty('clicksStream');
});

it.each([
  ['profile=tiny', /no profile "tiny"/],
  ['clicks=some', /clicks is one of on-demand, shard, off/],
  ['alarms=few', /alarms is one of all, outcomes, vital, none/],
])('refuses %s', async (param, message) => {
  await expect(compile(baseStack, 'ci', ['--param', param])).rejects.toThrow(message);
});

describe('traces', () => {
  const traced = async (...params: string[]) => {
    const options = params.flatMap((one) => ['--param', one]);
    const { template } = await compile(serviceNamed('payments'), 'shop', options);
    return ofType(template, 'AWS::Lambda::Function').map(([, { Properties }]) => ({
      mode: Properties.TracingConfig?.Mode,
      share: Properties.Environment.Variables.OTEL_TRACES_SAMPLER_ARG,
      endpoint: Properties.Environment.Variables.OTEL_EXPORTER_OTLP_ENDPOINT,
    }));
  };
  const distinct = (all: object[]) =>
    [...new Set(all.map((one) => JSON.stringify(one)))].map((one) => JSON.parse(one));

  it('of a part of the requests go to X-Ray, unless the stage says otherwise', async () => {
    expect(distinct(await traced())).toEqual([{ mode: 'Active', share: '0.05', endpoint: '' }]);
    expect(distinct(await traced('traceShare=0'))).toMatchObject([{ share: '0' }]);
    expect((await traced('traceShare=0')).some(({ mode }) => mode === 'Active')).toBe(false);
  }, 120_000);

  it('go to an endpoint where there is one, and Lambda takes nothing for its own', async () => {
    const all = await traced('otlpEndpoint=https://otlp.example', 'traceShare=1');
    expect(distinct(all)).toMatchObject([{ share: '1', endpoint: 'https://otlp.example' }]);
    expect(all.some(({ mode }) => mode === 'Active')).toBe(false);
  }, 120_000);

  it.each(['2', '-1', 'half'])(
    'are refused for a share of %s',
    async (share) => {
      await expect(traced(`traceShare=${share}`)).rejects.toThrow('from 0 to 1');
    },
    120_000,
  );
});
