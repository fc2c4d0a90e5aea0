import type { Deployment } from '@orderflow/stacks/deployment';
import { type AwsRule, every, type Found, failing, some } from './rule.ts';

const TABLE = 'AWS::DynamoDB::Table';
const BUCKET = 'AWS::S3::Bucket';
const LIMITS = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html';

type Key = { AttributeName: string; KeyType: string };
const indexes = ({ Properties }: Found) => [
  ...(Properties.GlobalSecondaryIndexes ?? []),
  ...(Properties.LocalSecondaryIndexes ?? []),
];
const keys = (found: Found): Key[][] => [
  found.Properties.KeySchema,
  ...indexes(found).map(({ KeySchema }) => KeySchema),
];

const keysAreDefined: AwsRule = {
  name: 'a table defines the attributes of its keys and indexes, each once, and no others; a key is a HASH and perhaps a RANGE',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html',
  check: (stage) =>
    failing(stage, TABLE, (found) => {
      const defined: string[] = found.Properties.AttributeDefinitions.map((one: Key) => one.AttributeName);
      const used = new Set(keys(found).flatMap((schema) => schema.map(({ AttributeName }) => AttributeName)));
      const types: string[] = found.Properties.AttributeDefinitions.map(
        ({ AttributeType }: { AttributeType: string }) => AttributeType,
      );
      return (
        new Set(defined).size === defined.length &&
        used.size === defined.length &&
        defined.every((name) => used.has(name) && Buffer.byteLength(name) <= 255) &&
        types.every((type) => ['S', 'N', 'B'].includes(type)) &&
        keys(found).every((schema) => /^HASH(,RANGE)?$/.test(schema.map(({ KeyType }) => KeyType).join()))
      );
    }),
  counterexamples: {
    'an attribute that no key uses': (stage) => {
      some(stage, TABLE).Properties.AttributeDefinitions.push({ AttributeName: 'name', AttributeType: 'S' });
    },
    'a key that is not defined': (stage) => {
      some(stage, TABLE, (one) => indexes(one).length > 0).Properties.AttributeDefinitions.pop();
    },
    'a key of a type that keys cannot have': (stage) => {
      some(stage, TABLE).Properties.AttributeDefinitions[0].AttributeType = 'M';
    },
    'the range first': (stage) => {
      some(
        stage,
        TABLE,
        ({ Properties }) => Properties.KeySchema.length === 2,
      ).Properties.KeySchema.reverse();
    },
  },
};

const indexesAreFew: AwsRule = {
  name: 'a table has at most 20 global and 5 local indexes, which project at most 100 attributes by name',
  source: LIMITS,
  notProven:
    'one deployment can add or remove one index of a table that exists, and can change neither keys nor the attribute of the TTL in one step: docs/extending.md says so',
  check: (stage) =>
    failing(stage, TABLE, (found) => {
      const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = found.Properties;
      const projected = indexes(found).flatMap(({ Projection }) => Projection?.NonKeyAttributes ?? []);
      const names = indexes(found).map(({ IndexName }) => IndexName);
      return (
        GlobalSecondaryIndexes.length <= 20 &&
        LocalSecondaryIndexes.length <= 5 &&
        projected.length <= 100 &&
        new Set(names).size === names.length &&
        names.every((name) => /^[a-zA-Z0-9_.-]{3,255}$/.test(name))
      );
    }),
  counterexamples: {
    'too many indexes': (stage) => {
      const { Properties } = some(stage, TABLE, (one) => indexes(one).length > 0);
      const [index] = Properties.GlobalSecondaryIndexes;
      Properties.GlobalSecondaryIndexes = Array.from({ length: 21 }, (_, number) => ({
        ...index,
        IndexName: `by${number}x`,
      }));
    },
    'two indexes of one name': (stage) => {
      const { Properties } = some(stage, TABLE, (one) => indexes(one).length > 0);
      Properties.GlobalSecondaryIndexes.push(Properties.GlobalSecondaryIndexes[0]);
    },
  },
};

const tablesAgree: AwsRule = {
  name: 'a table on demand provisions nothing, its TTL is no key, and a stream that is read holds what its readers need',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html',
  check: (stage) =>
    failing(stage, TABLE, (found) => {
      const {
        BillingMode,
        ProvisionedThroughput,
        TimeToLiveSpecification: ttl,
        StreamSpecification,
      } = found.Properties;
      const onDemand = BillingMode === 'PAY_PER_REQUEST';
      const provisioned = [{ ProvisionedThroughput }, ...indexes(found)].some(
        (one) => one.ProvisionedThroughput,
      );
      const isKey = keys(found).some((schema) =>
        schema.some((one) => one.AttributeName === ttl?.AttributeName),
      );
      const view = StreamSpecification?.StreamViewType;
      return onDemand !== provisioned && !isKey && (!StreamSpecification || view === 'NEW_AND_OLD_IMAGES');
    }),
  counterexamples: {
    'capacity on demand': (stage) => {
      some(stage, TABLE).Properties.ProvisionedThroughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
    },
    'a TTL on the key': (stage) => {
      some(stage, TABLE).Properties.TimeToLiveSpecification = { AttributeName: 'pk', Enabled: true };
    },
  },
};

const LIFECYCLE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html';
const rules = ({ Properties }: Found): Record<string, never>[] =>
  Properties.LifecycleConfiguration?.Rules ?? [];
const isDays = (value: unknown) =>
  value === undefined || (Number.isInteger(Number(value)) && Number(value) > 0);

const lifecyclesAreTaken: AwsRule = {
  name: 'a lifecycle has at most 1,000 rules with names of their own, counts in whole days from 1, and does not mix what excludes each other',
  source: LIFECYCLE,
  check: (stage) =>
    failing(stage, BUCKET, (found) => {
      const ids = rules(found).map(({ Id }) => Id);
      return (
        ids.length <= 1_000 &&
        new Set(ids).size === ids.length &&
        rules(found).every((one: Found['Properties']) => {
          const acts = [
            one.ExpirationInDays,
            one.ExpiredObjectDeleteMarker,
            one.NoncurrentVersionExpiration,
            one.AbortIncompleteMultipartUpload,
            one.Transitions,
            one.ExpirationDate,
          ];
          return (
            String(one.Id).length <= 255 &&
            acts.some((act) => act !== undefined) &&
            isDays(one.ExpirationInDays) &&
            isDays(one.NoncurrentVersionExpiration?.NoncurrentDays) &&
            isDays(one.AbortIncompleteMultipartUpload?.DaysAfterInitiation) &&
            !(one.ExpiredObjectDeleteMarker && one.ExpirationInDays !== undefined) &&
            !(one.AbortIncompleteMultipartUpload && one.TagFilters)
          );
        })
      );
    }),
  counterexamples: {
    'no days': (stage) => {
      const { Properties } = some(stage, BUCKET, (one) => rules(one).length > 0);
      Properties.LifecycleConfiguration.Rules[0] = { Id: 'x', Status: 'Enabled', ExpirationInDays: 0 };
    },
    'a marker with days': (stage) => {
      const { Properties } = some(stage, BUCKET, (one) => rules(one).length > 0);
      Object.assign(Properties.LifecycleConfiguration.Rules[0], {
        ExpiredObjectDeleteMarker: true,
        ExpirationInDays: 1,
      });
    },
    'two rules of one name': (stage) => {
      const { Rules } = some(stage, BUCKET, (one) => rules(one).length > 0).Properties.LifecycleConfiguration;
      Rules.push(Rules[0]);
    },
  },
};

interface Notification {
  Event: string;
  Queue: string;
  Filter?: { S3Key?: { Rules: { Name: string; Value: string }[] } };
}
const notifications = ({ Properties }: Found): Notification[] =>
  Properties.NotificationConfiguration?.QueueConfigurations ?? [];
const part = ({ Filter }: Notification, name: string) =>
  Filter?.S3Key?.Rules.find(({ Name }) => Name.toLowerCase() === name)?.Value ?? '';
/** True if the key of an object can match both. */
const overlap = (one: Notification, other: Notification) => {
  const either = (a: string, b: string, begins: 'startsWith' | 'endsWith') => a[begins](b) || b[begins](a);
  return (
    either(part(one, 'prefix'), part(other, 'prefix'), 'startsWith') &&
    either(part(one, 'suffix'), part(other, 'suffix'), 'endsWith')
  );
};
const admitsS3 = (stage: Deployment, queue: string, bucket: string) =>
  every(stage, 'AWS::SQS::QueuePolicy')
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .some(
      (one) =>
        one.Effect === 'Allow' &&
        one.Principal?.Service === 's3.amazonaws.com' &&
        one.Action === 'sqs:SendMessage' &&
        [one.Resource].flat().includes(queue) &&
        Object.values(one.Condition?.ArnEquals ?? one.Condition?.ArnLike ?? {}).includes(
          `arn:aws:s3:::${bucket}`,
        ),
    );

const notificationsAreTaken: AwsRule = {
  name: 'a bucket notifies a standard queue that admits it, of events that S3 knows, and no object twice',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html',
  notProven:
    'S3 sends a test event when the notification is set, which the consumer takes: seen on MiniStack',
  check: (stage) =>
    failing(stage, BUCKET, (found) => {
      const all = notifications(found);
      const bucket = found.Properties.BucketName;
      return all.every(
        (one, index) =>
          /^s3:(ObjectCreated|ObjectRemoved|ObjectRestore|LifecycleExpiration):(\*|\w+)$/.test(one.Event) &&
          !String(one.Queue).endsWith('.fifo') &&
          admitsS3(stage, one.Queue, bucket) &&
          !all.slice(index + 1).some((other) => overlap(one, other)),
      );
    }),
  counterexamples: {
    'an event that S3 does not have': (stage) => {
      const { Properties } = some(stage, BUCKET, (one) => notifications(one).length > 0);
      Properties.NotificationConfiguration.QueueConfigurations[0].Event = 's3:ObjectMade:*';
    },
    'two that overlap': (stage) => {
      const { Properties } = some(stage, BUCKET, (one) => notifications(one).length > 0);
      const all = Properties.NotificationConfiguration.QueueConfigurations;
      all.push({ Event: 's3:ObjectCreated:Put', Queue: all[0].Queue });
    },
    'a queue that does not admit S3': (stage) => {
      const all = every(stage, 'AWS::SQS::QueuePolicy');
      for (const { Properties } of all) Properties.PolicyDocument.Statement.splice(1);
    },
  },
};

export const DATA = [keysAreDefined, indexesAreFew, tablesAgree, lifecyclesAreTaken, notificationsAreTaken];
