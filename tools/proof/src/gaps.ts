import { existsSync } from 'node:fs';
import { matches } from './wildcards.ts';

/**
 * What the engine, MiniStack 1.5.33, does not do as AWS does. Every run prints this list. It is everything that the
 * proof leaves out or works around, except engineNames.ts (IAM's names of batch operations), versionRange.ts (ranges
 * of versions) and functionTest.ts (CloudFront's TestFunction).
 */
export interface Gap {
  /** Full name of the end-to-end test that cannot pass on the engine. */
  test: string;
  reason: string;
  /** The test or check that covers the behaviour instead. */
  covered: string;
}

/** Tests that need the machine of a local copy. */
const OF_A_LOCAL_COPY = [
  'a web page of elsewhere reads nothing and changes nothing, on any port',
  'a web page of elsewhere whose name is made to resolve to this machine gets no answer of any part',
  'a web page of elsewhere may follow a link to the console, and send clicks, which every origin may',
  'every socket of the copy listens on this machine only',
  'what no page may do, a program of this machine may: the attacks above are real',
];

const SCOPE_CLAIMS = [
  '{"scp":["users:read","inventory:write"]}',
  '{"scp":"users:read inventory:write"}',
  '{"scope":["users:read","inventory:write"]}',
];

/** `pnpm ops trace` shows the spans of a local copy; X-Ray shows those of a deployed stage. */
const TRACES = [
  'an order is one trace, from the request to confirmed and counted, and says how late each hop was',
  'a row of an import is in the trace of its import, from the file to counted',
  'a sign-up is one trace, to the mail that it sends and to ACTIVE',
  'a click is one trace, to where it is counted',
  'a message that is redriven goes on in the trace of its first life',
];

export const GAPS: Gap[] = [
  ...OF_A_LOCAL_COPY.map((test) => ({
    test,
    reason: 'about the ports of a local copy, which a stage does not have',
    covered: 'the same test on the local copy',
  })),
  ...TRACES.map((test) => ({
    test,
    reason: 'reads the spans of a local copy; those of a stage go to X-Ray, which the engine does not have',
    covered: 'the same test on the local copy; the spans of each adapter by the tests beside it',
  })),
  ...SCOPE_CLAIMS.map((claims) => ({
    test: `scopes count wherever an issuer writes them in ${claims}`,
    reason: 'signs tokens with the key of the local issuer; the issuer of the proof writes `scope` only',
    covered: 'the same test on the local copy; packages/lambda/src/claims.test.ts',
  })),
  {
    test: 'errors are problem details no token is 401, a missing scope 403, an unknown route 404',
    reason:
      'API Gateway answers these itself, before any function: `{"message": …}` instead of problem details',
    covered: 'the same test on the local gateway; the statuses by the tests of tokens and accounts here',
  },
  {
    test: 'what counts orders learns the shard that they are from',
    reason: 'reads the logs of a local copy; a stream of the engine has one shard, which it does not name',
    covered: 'the same test on the local copy; that the mapping has a window, by the rules on the templates',
  },
  {
    test: 'an import makes orders that flow like any other',
    reason: 'rows that PartiQL inserts leave no record in the stream of the table',
    covered: 'the same test on the local copy; what follows an order, by the journey here',
  },
  {
    test: 'an import that is undone gives back what has not left, and tells what has',
    reason: 'rows that PartiQL inserts leave no record in the stream of the table',
    covered:
      'the same test on the local copy, and the crash sweep; that orders are cancelled, by the test beside it here',
  },
  {
    test: 'the daily report of a week of orders is what they add up to, and makes up for missed days',
    reason: 'rows that PartiQL inserts leave no record in the stream of the table',
    covered: 'the same test on the local copy; that a report is made once, by the test beside it here',
  },
  {
    test: 'POST /local/schedules fires a function by its key, and says which there are',
    reason: 'a local extra: on AWS, EventBridge invokes',
    covered: 'the same test on the local copy; here the suite invokes the function',
  },
  {
    test: 'a bad deployment is noticed, understood, undone, and leaves nothing lost or counted twice',
    reason: 'it breaks the bundle of a running local copy, and its alarms are evaluated by the gateway',
    covered: 'the same test on the local copy',
  },
  {
    test: 'every alarm of the templates has data on a laptop, or a reason why not',
    reason: 'it asks the gateway of a local copy, which plays CloudWatch; the engine has no metrics',
    covered: 'the same test on the local copy',
  },
  ...[
    'shows the dead letter of a poison message, and opens it',
    'has every queue and every function of the running system, at both widths',
  ].map((test) => ({
    test: `the map of the console ${test}`,
    reason: 'it opens the console of a local copy',
    covered: 'the same test on the local copy; the console of a stage by a later step here',
  })),
  {
    test: 'the page of imports takes a file as a spreadsheet writes it: preview, import, rejected rows, undo',
    reason: 'it is a page of a local copy',
    covered: 'the same test on the local copy',
  },
  {
    test: 'an onboarding that was cut off goes on from where it stood, and the person still gets in',
    reason: 'the engine has no RedriveExecution',
    covered: 'the same test on the local copy, and tools/local/test/workflowsRedrive.test.ts',
  },
  {
    test: 'neither names nor e-mail addresses are logged, whatever becomes of a request',
    reason: 'it reads the log files of a local copy',
    covered: 'the same test on the local copy, and the end of every local run of the suite',
  },
  {
    test: '2,000 orders by 20 parallel clients: all decided, stock and counters exact',
    reason: 'the engine takes some 15 requests a second, and its mappings take turns',
    covered: 'the same test on the local copy',
  },
  {
    test: 'a hot sku: 1,000 orders at once for 600 units',
    reason: 'the engine takes some 15 requests a second, and its mappings take turns',
    covered: 'the same test on the local copy',
  },
  {
    test: '500 sign-ups at once are 500 onboardings with one welcome mail each',
    reason: 'the engine takes some 15 requests a second, and its mappings take turns',
    covered: 'the same test on the local copy',
  },
  {
    test: 'a person who signs up with a role mailbox can have no workspace: the onboarding fails and leaves nothing behind',
    reason: 'an error that a function throws loses its name, which the workflow and this test go by',
    covered: 'the same test on the local copy',
  },
  {
    test: 'the tour of README.md goes as it says',
    reason: 'it asks the gateway of a local copy for tokens and mails',
    covered: 'the same test on the local copy; the journey here takes the same steps',
  },
  {
    test: 'the tour of docs/paid-order.md goes as it says',
    reason: 'it asks the gateway of a local copy for tokens and the ledger',
    covered: 'the same test on the local copy; the payments here take the same steps',
  },
  {
    test: 'the commands of the pages that look at a copy say what they find',
    reason: 'they look at a copy on this machine',
    covered: 'the same test on the local copy; one of them with --stage by a later step here',
  },
  {
    test: 'the commands of the runbook that empty a dead-letter queue do, as each says',
    reason: 'they empty the queues of a copy on this machine',
    covered: 'the same test on the local copy',
  },
  {
    test: 'the commands of the pages that ask the gateway are answered',
    reason: 'it asks the gateway of a local copy',
    covered: 'the same test on the local copy',
  },
  {
    test: 'a page of another origin may report clicks, and nothing else',
    reason:
      'the engine cannot read the CORS settings of an API that comes from a template, and refuses with 403',
    covered: 'the same test on the local copy',
  },
  {
    test: 'a bad record ends in the failures of the stream, and its neighbours are counted',
    reason: 'a stream batch that fails is not retried, halved or given up',
    covered: 'the same test on the local copy, and services/ingestion/test/clicks.integration.test.ts',
  },
  {
    test: 'a killed poller and a split shard lose no click and count none twice',
    reason: 'functions of the engine are no processes that a test could kill by name',
    covered: 'the same test on the local copy',
  },
  {
    test: 'killed consumers and a killed poller lose nothing and do nothing twice',
    reason: 'functions of the engine are no processes that a test could kill by name',
    covered: 'the same test on the local copy, and pnpm test:faults',
  },
  {
    test: 'the experiment at the edge divides first visits by the weights and leaves every visitor where they are',
    reason:
      'distributions of the engine reach no origin that is an HTTP API: callers go to the APIs themselves',
    covered: 'the same test on the local copy, whose gateway plays the function and the cache policy',
  },
  {
    test: 'the experiment at the edge weights hold from the next first visit on',
    reason:
      'distributions of the engine reach no origin that is an HTTP API: callers go to the APIs themselves',
    covered: 'the same test on the local copy, whose gateway plays the function and the cache policy',
  },
  {
    test: 'the experiment at the edge a forged header or cookie does no more than choose a variant',
    reason:
      'distributions of the engine reach no origin that is an HTTP API: callers go to the APIs themselves',
    covered: 'the same test on the local copy, whose gateway plays the function and the cache policy',
  },
  {
    test: 'the experiment at the edge answers that are errors say the variant too',
    reason:
      'distributions of the engine reach no origin that is an HTTP API: callers go to the APIs themselves',
    covered: 'the same test on the local copy, whose gateway plays the function and the cache policy',
  },
  {
    test: 'people who sign up all at once, while SES refuses the sender and then takes 14 a second, all become active',
    reason: 'the SES of the engine has no sending rate and cannot be told to refuse',
    covered: 'the same test on the local copy, whose mailbox refuses as SES does',
  },
  {
    test: 'a mail that SES will never send ends that onboarding, and says why',
    reason: 'the SES of the engine cannot be told to refuse, and no error keeps its name',
    covered: 'the same test on the local copy, whose mailbox refuses as SES does',
  },
  {
    test: 'GET /config is kept for a country and a variant, and for no other',
    reason:
      'distributions of the engine reach no origin that is an HTTP API: callers go to the APIs themselves',
    covered: 'the same test on the local copy, whose gateway plays the function and the cache policy',
  },
];

if (!existsSync('/usr/bin/chromium')) {
  GAPS.push({
    test: 'the link of the mail leads through the edge to a page in a browser, whose button confirms',
    reason: 'there is no Chromium on this machine',
    covered: 'a run where there is one, as in .ci/run',
  });
}

/** A resource type that real stages may have, but the proof's stage does not. */
interface LeftOut {
  /** May contain IAM's wildcards. */
  type: string;
  reason: string;
  covered: string;
}

export const LEFT_OUT: LeftOut[] = [
  {
    type: 'AWS::CloudWatch::CompositeAlarm',
    reason: 'the engine refuses a template that has one',
    covered: 'cfn-lint and infrastructure/test/rules/aws/cloudWatch.ts on the compiled templates',
  },
  {
    type: 'AWS::CodeDeploy::*',
    reason: 'the engine refuses a template that has one',
    covered:
      'infrastructure/test/safeChange.test.ts and rules/aws/others.ts beside it, on the compiled templates',
  },
  {
    type: 'AWS::Cognito::*',
    reason:
      'nobody could sign in: the engine has no hosted pages, so the stage trusts an issuer of the proof',
    covered: 'cfn-lint on the compiled templates; tokens and scopes by the suite here, with that issuer',
  },
  {
    type: 'AWS::WAFv2::WebACL',
    reason: 'no stage has one unless it says how often one address may report clicks',
    covered: 'infrastructure/test/edge.test.ts on the compiled template',
  },
];

/** Errors of the list, given the types of a real stage and the deployed types. */
export function leftOutFaults(real: Set<string>, deployed: Set<string>): string[] {
  const missing = [...real].filter((type) => !deployed.has(type));
  return [
    ...missing
      .filter((type) => !LEFT_OUT.some((one) => matches(one.type, type)))
      .map((type) => `not deployed, without a reason: ${type}`),
    ...LEFT_OUT.filter((one) => !missing.some((type) => matches(one.type, type))).map(
      ({ type }) => `the gap list leaves out ${type}, which every stage has or none`,
    ),
  ];
}

/** A pattern for jest's --testNamePattern: every test except those of the list. */
export function testsWithoutGaps(gaps: Gap[] = GAPS): string {
  const names = gaps.map(({ test }) => test.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return `^(?!(${names.join('|')})$)`;
}
