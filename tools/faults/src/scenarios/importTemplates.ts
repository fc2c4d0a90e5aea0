import type { Scenario, Stage } from '../sweep/scenario.ts';

const clerk = { sub: 'clerk', scope: 'imports:write', headers: { 'x-correlation-id': 'c-template' } };
const named = { ...clerk, params: { name: 'german' } };
const kept = ({ platform }: Stage, name = 'german') =>
  platform.request('PUT /import-templates/{name}', {
    ...clerk,
    params: { name },
    body: { decimal: ',', mapping: { Nummer: 'orderId' } },
  });
const byTemplate = {
  ...clerk,
  headers: { ...clerk.headers, 'idempotency-key': 'k1' },
  body: { fileName: 'a.csv', template: 'german' },
};

export const scenarios: Scenario[] = [
  {
    handler: 'ingestion/createImport',
    name: 'by a template',
    given: async (stage) => void (await kept(stage)),
    when: ({ platform }) => platform.request('POST /imports', byTemplate),
  },
  { handler: 'ingestion/putImportTemplate', when: (stage) => kept(stage) },
  {
    handler: 'ingestion/putImportTemplate',
    name: 'beside another, again',
    given: async (stage) => {
      await kept(stage, 'french');
      await kept(stage);
    },
    when: (stage) => kept(stage),
  },
  {
    handler: 'ingestion/listImportTemplates',
    given: async (stage) => void (await kept(stage)),
    when: ({ platform }) => platform.request('GET /import-templates', clerk),
  },
  {
    handler: 'ingestion/deleteImportTemplate',
    given: async (stage) => void (await kept(stage)),
    when: ({ platform }) => platform.request('DELETE /import-templates/{name}', named),
  },
];
