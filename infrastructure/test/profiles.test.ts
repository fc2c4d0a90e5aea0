import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Compiled, compile } from '@orderflow/stacks/compile';
import { baseStack, serviceNamed } from '@orderflow/stacks/find';
import { ofType, resource, type Template } from '@orderflow/stacks/template';
import { referencesResolve } from './rules/references.ts';

const ingestion = serviceNamed('ingestion');

const alarms = (template: Template) => ofType(template, 'AWS::CloudWatch::Alarm').map(([id]) => id);
const outcomes = /(Depth|ServerErrors|Failed|HeldUp)Alarm$/;

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

  it('has the alarms of outcomes only, and still one for every dead-letter queue', () => {
    const all = [...alarms(stage.base.template), ...alarms(stage.service)];
    expect(all.filter((id) => !outcomes.test(id))).toEqual([]);
    expect(all).toContain('HttpApiServerErrorsAlarm');
    const queues = ofType(stage.base.template, 'AWS::SQS::Queue').filter(([id]) => /Dlq$|Failures$/.test(id));
    expect(queues.filter(([id]) => !all.includes(`${id}DepthAlarm`))).toEqual([]);
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
  ['alarms=few', /alarms is one of all, outcomes, none/],
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
