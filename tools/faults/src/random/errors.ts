import type { Answer, Call } from '../seam/functionProcess.ts';

const json = (status: number, body: object): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Buffer.from(JSON.stringify(body)),
});
const xml = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: Buffer.from(body),
});

const stripeError = (status: number, code: string) =>
  json(status, { error: { type: 'api_error', code, message: code } });

const DYNAMODB = 'com.amazonaws.dynamodb.v20120810#';

/** The answer to a throttled call. */
export function throttled({ name }: Call): Answer {
  const [service] = name.split('.');
  if (service === 'Stripe') return stripeError(429, 'rate_limit');
  if (service === 'DynamoDB') {
    return json(400, { __type: `${DYNAMODB}ProvisionedThroughputExceededException`, message: 'too much' });
  }
  if (service === 'S3') return xml(503, '<Error><Code>SlowDown</Code><Message>too much</Message></Error>');
  if (service === 'SNS') return xml(400, queryError('Throttling'));
  return json(400, { __type: 'com.amazonaws.sqs#RequestThrottled', message: 'too much' });
}

/** The answer of a broken service. */
export function serverError({ name }: Call): Answer {
  const [service] = name.split('.');
  if (service === 'Stripe') return stripeError(500, 'broken');
  if (service === 'S3') return xml(500, '<Error><Code>InternalError</Code><Message>broken</Message></Error>');
  if (service === 'SNS') return xml(500, queryError('InternalError'));
  return json(500, { __type: `${DYNAMODB}InternalServerError`, message: 'broken' });
}

/** Another transaction uses one of the items. */
export function transactionConflict({ body }: Call): Answer {
  const { TransactItems = [] } = JSON.parse(body.toString()) as { TransactItems?: unknown[] };
  const reasons = TransactItems.map((_, index) => ({ Code: index === 0 ? 'TransactionConflict' : 'None' }));
  return json(400, {
    __type: `${DYNAMODB}TransactionCanceledException`,
    message: 'Transaction cancelled',
    CancellationReasons: reasons,
  });
}

const queryError = (code: string) =>
  `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
