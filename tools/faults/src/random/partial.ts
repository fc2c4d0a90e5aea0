import type { Answer, Call, Fault, Forward } from '../seam/functionProcess.ts';

/** Batch calls that can succeed in part with HTTP 200: the first half is done, the rest is not. */
export const partialAnswers: Record<string, Fault> = {
  'DynamoDB.BatchGetItem': async (call, forward) => {
    const { RequestItems, ...rest } = read(call);
    const [[table, { Keys, ...options }]] = Object.entries(RequestItems) as [[string, { Keys: unknown[] }]];
    const [done, left] = halves(Keys);
    if (left.length === 0) return forward(call);
    const answer = await forward(
      write(call, { ...rest, RequestItems: { [table]: { ...options, Keys: done } } }),
    );
    return extend(answer, () => ({ UnprocessedKeys: { [table]: { ...options, Keys: left } } }));
  },

  'DynamoDB.BatchExecuteStatement': async (call, forward) => {
    const { Statements, ...rest } = read(call);
    const [done, left] = halves(Statements as unknown[]);
    const answer = await forward(write(call, { ...rest, Statements: done }));
    const refused = left.map(() => ({ Error: { Code: 'ThrottlingError', Message: 'too much' } }));
    return extend(answer, ({ Responses }) => ({ Responses: [...(Responses as unknown[]), ...refused] }));
  },

  'Kinesis.PutRecords': async (call, forward) => {
    const { Records, ...rest } = read(call);
    const [done, left] = halves(Records as unknown[]);
    if (left.length === 0) return forward(call);
    const answer = await forward(write(call, { ...rest, Records: done }));
    const refused = left.map(() => ({
      ErrorCode: 'ProvisionedThroughputExceededException',
      ErrorMessage: 'too much',
    }));
    return extend(answer, ({ Records: put, FailedRecordCount }) => ({
      FailedRecordCount: Number(FailedRecordCount) + left.length,
      Records: [...(put as unknown[]), ...refused],
    }));
  },

  'SQS.SendMessageBatch': (call, forward) => someEntries(call, forward),
  'SQS.ChangeMessageVisibilityBatch': (call, forward) => someEntries(call, forward),

  'SNS.PublishBatch': async (call, forward) => {
    const form = new URLSearchParams(call.body.toString());
    const ids = [...form].filter(([name]) => /\.Id$/.test(name));
    const [done, left] = halves(ids);
    if (left.length === 0) return forward(call);
    for (const [name] of left) {
      const prefix = name.replace(/Id$/, '');
      for (const key of [...form.keys()]) if (key.startsWith(prefix)) form.delete(key);
    }
    if (done.length === 0) return forward(call);
    const answer = await forward({ ...call, body: Buffer.from(form.toString()) });
    const failed = left.map(
      ([, id]) =>
        `<member><Id>${id}</Id><Code>InternalError</Code><Message>no</Message><SenderFault>false</SenderFault></member>`,
    );
    const text = answer.body.toString().replace(/<Failed\s*\/>|<Failed>\s*<\/Failed>/, '');
    const body = text.replace(
      '</PublishBatchResult>',
      `<Failed>${failed.join('')}</Failed></PublishBatchResult>`,
    );
    return { ...answer, body: Buffer.from(body) };
  },
};

async function someEntries(call: Call, forward: Forward): Promise<Answer> {
  const { Entries, ...rest } = read(call);
  const [done, left] = halves(Entries as { Id: string }[]);
  if (left.length === 0) return forward(call);
  const answer = await forward(write(call, { ...rest, Entries: done }));
  const refused = left.map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false }));
  return extend(answer, ({ Failed = [] }) => ({ Failed: [...(Failed as unknown[]), ...refused] }));
}

function halves<T>(all: T[]): [T[], T[]] {
  const middle = Math.ceil(all.length / 2);
  return [all.slice(0, middle), all.slice(middle)];
}

// biome-ignore lint/suspicious/noExplicitAny: bodies of any call.
const read = ({ body }: Call): Record<string, any> => JSON.parse(body.toString());
const write = (call: Call, body: object): Call => ({ ...call, body: Buffer.from(JSON.stringify(body)) });

/** Adds fields to a successful answer. */
function extend(answer: Answer, more: (body: Record<string, unknown>) => object): Answer {
  if (answer.status !== 200) return answer;
  const body = JSON.parse(answer.body.toString());
  return { ...answer, body: Buffer.from(JSON.stringify({ ...body, ...more(body) })) };
}
