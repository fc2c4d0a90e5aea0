import type { Scenario, Stage } from '../sweep/scenario.ts';
import { dropped, HEADER, imported, mixed, planned, settings, uploaded } from '../world/imports.ts';
import { stocked } from '../world/orders.ts';

const clerk = { sub: 'clerk', scope: 'imports:write', headers: { 'x-correlation-id': 'c-import' } };
const create = {
  ...clerk,
  headers: { ...clerk.headers, 'idempotency-key': 'k1' },
  body: { fileName: 'a.csv' },
};

const created = async ({ platform }: Stage, request = create) =>
  (await platform.request('POST /imports', request)).body.importId as string;

const dry = { ...create, body: { ...create.body, dryRun: true } };
const confirmed = { ...create, body: { ...create.body, confirmGuesses: true } };
const ofCreated = async (stage: Stage) => ({ ...clerk, params: { importId: await created(stage, dry) } });

/** An import that waits for its commit. */
async function previewed(stage: Stage): Promise<void> {
  await dropped(stage, mixed, `incoming/${await created(stage, dry)}.csv`);
  await stage.platform.drainQueue('ingestion/planImport');
  await stage.platform.drainQueue('ingestion/importChunk');
}

/** An import that is being undone. Its orders are confirmed, except one that is shipped. */
async function undoing(stage: Stage): Promise<void> {
  const { platform } = stage;
  await stocked(stage, ['tea', 100]);
  await dropped(stage, mixed, `incoming/${await created(stage)}.csv`);
  await platform.drainQueue('ingestion/planImport');
  await platform.drainQueue('ingestion/importChunk');
  await platform.drainStream('orders/publishEvents');
  await platform.drainQueue('orders/reserveImported');
  await platform.request('POST /orders/{orderId}/ship', {
    ...clerk,
    scope: 'fulfilment:write',
    params: { orderId: 'row-1' },
    body: { carrier: 'dhl' },
  });
  await platform.request('POST /imports/{importId}/undo', await imports(stage));
}

/** With this setting, each run of the planner plans or queues two or three chunks. */
const inRuns = { ...settings, PLAN_RUN_BYTES: '500' };
const many = `${HEADER}${Array.from({ length: 40 }, (_, index) => `row-${index},ann,tea,1,5,EUR,\n`).join('')}`;

const told = { ...create, body: { ...create.body, notify: true } };

/** The clerk has an account with a mail address. */
const clerkExists = ({ world }: Stage) =>
  world.put('orderflow-local-users', {
    pk: 'user#clerk',
    userId: 'clerk',
    email: 'clerk@example.com',
    name: 'Clerk',
    status: 'ACTIVE',
  });

/** An ended import, successful or not, whose clerk wants a mail. */
async function endedFor(stage: Stage, text = mixed): Promise<void> {
  await clerkExists(stage);
  await dropped(stage, text, `incoming/${await created(stage, told)}.csv`);
  await stage.platform.drainQueue('ingestion/planImport');
  await stage.platform.drainQueue('ingestion/importChunk');
}

const mailed = (name: string, text?: string): Scenario => ({
  handler: 'orders/mailBuyers',
  name,
  settings,
  given: async (stage) => {
    await endedFor(stage, text);
    await stage.platform.drainStream('ingestion/publishEvents');
  },
  when: ({ platform }) => platform.drainQueue('orders/mailBuyers'),
});

const imports = async (stage: Stage) => ({ ...clerk, params: { importId: await created(stage) } });

/** After two days, missing uploads are given up. */
const inTwoDays = () => new Date(Date.now() + 2 * 86_400_000);

export const scenarios: Scenario[] = [
  { handler: 'ingestion/createImport', when: ({ platform }) => platform.request('POST /imports', create) },
  {
    handler: 'ingestion/createImport',
    name: 'of which a mail is to tell',
    given: clerkExists,
    when: ({ platform }) => platform.request('POST /imports', told),
  },
  mailed('an import that is done'),
  mailed('an import that failed', 'orderId\n'),
  {
    handler: 'ingestion/getImport',
    given: async (stage) => void (await created(stage)),
    when: async (stage) =>
      stage.platform.request('GET /imports/{importId}', {
        ...clerk,
        params: { importId: await created(stage) },
      }),
  },
  {
    handler: 'ingestion/commitImport',
    settings,
    given: async (stage) => void (await previewed(stage)),
    when: async (stage) => stage.platform.request('POST /imports/{importId}/commit', await ofCreated(stage)),
  },
  {
    handler: 'ingestion/importChunk',
    name: 'dry run',
    settings,
    given: async (stage) => {
      await dropped(stage, mixed, `incoming/${await created(stage, dry)}.csv`);
      await stage.platform.drainQueue('ingestion/planImport');
    },
    when: ({ platform }) => platform.drainQueue('ingestion/importChunk'),
  },
  {
    handler: 'ingestion/planImport',
    name: 'a file too large for one run',
    settings: inRuns,
    given: (stage) => dropped(stage, many),
    when: ({ platform }) => platform.drainQueue('ingestion/planImport'),
  },
  {
    handler: 'ingestion/planImport',
    name: 'a file too large for one run that is unsound at its end',
    settings: inRuns,
    given: (stage) => dropped(stage, `${many}row-99,"ann`),
    when: ({ platform }) => platform.drainQueue('ingestion/planImport'),
  },
  {
    handler: 'ingestion/planImport',
    name: 'undo of a file too large for one run',
    settings: inRuns,
    given: async (stage) => {
      await dropped(stage, many, `incoming/${await created(stage)}.csv`);
      await stage.platform.drainQueue('ingestion/planImport');
      await stage.platform.drainQueue('ingestion/importChunk');
      await stage.platform.request('POST /imports/{importId}/undo', await imports(stage));
    },
    when: ({ platform }) => platform.drainQueue('ingestion/planImport'),
  },
  {
    handler: 'ingestion/planImport',
    name: 'guesses to be confirmed',
    settings,
    given: async (stage) => {
      const guessed = mixed.replace('orderId', 'Bestellnummer');
      await dropped(stage, guessed, `incoming/${await created(stage, confirmed)}.csv`);
    },
    when: ({ platform }) => platform.drainQueue('ingestion/planImport'),
  },
  {
    handler: 'ingestion/importChunk',
    name: 'committed',
    settings,
    given: async (stage) => {
      await previewed(stage);
      await stage.platform.request('POST /imports/{importId}/commit', await ofCreated(stage));
      await stage.platform.drainQueue('ingestion/planImport');
    },
    when: ({ platform }) => platform.drainQueue('ingestion/importChunk'),
  },
  {
    handler: 'ingestion/undoImport',
    settings,
    given: async (stage) => {
      await dropped(stage, mixed, `incoming/${await created(stage)}.csv`);
      await stage.platform.drainQueue('ingestion/planImport');
      await stage.platform.drainQueue('ingestion/importChunk');
    },
    when: async (stage) => stage.platform.request('POST /imports/{importId}/undo', await imports(stage)),
  },
  {
    handler: 'ingestion/planImport',
    name: 'undo',
    settings,
    given: undoing,
    when: ({ platform }) => platform.drainQueue('ingestion/planImport'),
  },
  {
    handler: 'ingestion/undoChunk',
    settings,
    given: async (stage) => {
      await undoing(stage);
      await stage.platform.drainQueue('ingestion/planImport');
    },
    when: ({ platform }) => platform.drainQueue('ingestion/undoChunk'),
  },
  {
    handler: 'ingestion/tidyImports',
    settings,
    given: async (stage) => {
      await created(stage);
      await planned(stage);
    },
    // The number that an attempt gave up is only in its log.
    when: async ({ platform }) => void (await platform.schedule('ingestion/tidyImports', inTwoDays())),
  },
  {
    handler: 'ingestion/listImports',
    settings,
    given: async (stage) => {
      await created(stage);
      await imported(stage);
    },
    when: ({ platform }) => platform.request('GET /imports', clerk),
  },
  {
    handler: 'ingestion/planImport',
    settings,
    given: (stage) => dropped(stage, mixed),
    when: ({ platform }) => platform.drainQueue('ingestion/planImport'),
  },
  {
    handler: 'ingestion/planImport',
    name: 'announced',
    settings,
    given: async (stage) => dropped(stage, mixed, `incoming/${await created(stage)}.csv`),
    when: ({ platform }) => platform.drainQueue('ingestion/planImport'),
  },
  {
    handler: 'ingestion/planImport',
    name: 'unusable file',
    given: (stage) => dropped(stage, 'orderId\n'),
    when: ({ platform }) => platform.drainQueue('ingestion/planImport'),
  },
  {
    handler: 'ingestion/planImport',
    name: 'no rows',
    given: (stage) => dropped(stage, HEADER),
    when: ({ platform }) => platform.drainQueue('ingestion/planImport'),
  },
  {
    handler: 'ingestion/importChunk',
    settings,
    given: (stage) => planned(stage),
    when: ({ platform }) => platform.drainQueue('ingestion/importChunk'),
  },
  {
    handler: 'ingestion/importChunk',
    name: 'file replaced',
    given: async (stage) => {
      await planned(stage);
      await uploaded(stage, `${HEADER}other,ann,tea,1,5,EUR,\n`, 'incoming/drop.csv');
    },
    when: ({ platform }) => platform.drainQueue('ingestion/importChunk'),
  },
  {
    handler: 'orders/reserveImported',
    settings,
    given: async (stage) => {
      // Enough stock for all: the order of messages, which decides who gets the last pieces, differs between runs.
      await stocked(stage, ['tea', 100]);
      await imported(stage);
      await stage.platform.drainStream('orders/publishEvents');
    },
    when: ({ platform }) => platform.drainQueue('orders/reserveImported'),
  },
  {
    handler: 'ingestion/publishEvents',
    settings,
    given: (stage) => imported(stage),
    when: ({ platform }) => platform.drainStream('ingestion/publishEvents'),
  },
  {
    handler: 'ingestion/publishEvents',
    name: 'of an import that failed',
    given: (stage) => endedFor(stage, 'orderId\n'),
    when: ({ platform }) => platform.drainStream('ingestion/publishEvents'),
  },
  {
    handler: 'ingestion/eraseImports',
    given: async (stage) => {
      const importId = (await stage.platform.request('POST /imports', { ...create, sub: 'ann' })).body
        .importId;
      await stage.platform.request('PUT /import-templates/{name}', {
        ...clerk,
        sub: 'ann',
        params: { name: 'german' },
        body: { decimal: ',' },
      });
      await dropped(stage, mixed, `incoming/${importId}.csv`);
      await stage.platform.drainQueue('ingestion/planImport');
      await stage.platform.drainQueue('ingestion/importChunk');
      await stage.platform.announce('erase-imports', 'user.erased.v1');
    },
    when: ({ platform }) => platform.drainQueue('ingestion/eraseImports'),
  },
];
