/** The bare client with the OpenTelemetry SDK and its instrumentation of AWS clients. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { AwsInstrumentation } from '@opentelemetry/instrumentation-aws-sdk';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

const tracerProvider = new NodeTracerProvider({
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
});
tracerProvider.register();
registerInstrumentations({ tracerProvider, instrumentations: [new AwsInstrumentation()] });
const tracer = tracerProvider.getTracer('bench');
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = ({ pk }: { pk: string }): Promise<object> =>
  tracer.startActiveSpan('GET /orders', async (span) => {
    const { Item = {} } = await client.send(new GetCommand({ TableName: 'orders', Key: { pk } }));
    span.end();
    await tracerProvider.forceFlush();
    return Item;
  });
