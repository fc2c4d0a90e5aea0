import { errorText } from '../readers/messages.ts';
import { trace } from '../readers/trace.ts';
import type { LogLine, Stage } from '../stage/types.ts';
import { printMs, printTrace } from '../traces/printTrace.ts';
import { tracesOfItems } from '../traces/resolve.ts';
import type { TracePicture, TraceSummary } from '../traces/types.ts';
import type { Command } from './command.ts';
import { table } from './table.ts';

/** Maximum number of traces that are drawn; the others are only listed. */
const DRAWN = 3;
/** Maximum number of ids in one X-Ray request. */
const ASKED = 5;

interface Found {
  /** The traces that are drawn. */
  pictures: TracePicture[];
  others: TraceSummary[];
}

/** Everything about an order, a user, an import or a request: the traces that this machine keeps, and every log line. */
export const traceCommand: Command = {
  usage: 'trace ID',
  run: async (stage, id) => {
    const { pictures, others } = await readTraces(stage, id);
    const { traces } = stage.sources;
    const ids = traces ? pictures.map(({ traceId }) => traceId) : await tracesOfItems(stage, id);
    const lines = await readLines(stage, [id, ...ids.slice(0, DRAWN)]);
    const spans = traces ? printFound(pictures, others) : whereSpansAre(stage, ids, lines);
    const text = [
      spans || `No trace that this copy keeps has ${id}.\n`,
      lines.length > 0 ? printLines(lines) : `No log line of the last day has ${id}.\n`,
    ];
    return { data: { traces: pictures, lines }, text: text.join('\n') };
  },
};

/** Text with spaces comes from log lines: too many traces contain it to draw each. */
async function readTraces({ sources: { traces } }: Stage, id: string): Promise<Found> {
  const found = (await traces?.find(id)) ?? [];
  const drawn = /\s/.test(id) ? [] : found.slice(0, DRAWN);
  const pictures = await Promise.all(drawn.map(({ traceId }) => traces?.picture(traceId, id)));
  return { pictures: pictures.flatMap((one) => one ?? []), others: found.slice(drawn.length) };
}

function printFound(pictures: TracePicture[], others: TraceSummary[]): string {
  const rows = others.map(({ traceId, name, start, ms, spans, failed }) => [
    traceId,
    new Date(start).toISOString(),
    printMs(ms),
    spans,
    name,
    failed.length > 0 ? `failed: ${failed.join(', ')}` : '',
  ]);
  const list = table(
    ['TRACE', 'BEGAN', 'TOOK', 'SPANS', 'NAME', ''],
    rows.map((row) => row.map(oneLine)),
  );
  return [...pictures.map(printTrace), ...(others.length > 0 ? [list] : [])].join('\n');
}

const oneLine = (cell: string | number): string => String(cell).replace(/\p{C}/gu, '?');

/** Spans of a deployed stage are where the stage sends them. Their trace ids are in its log lines. */
function whereSpansAre({ name }: Stage, ids: string[], lines: LogLine[]): string {
  const known = [...ids, ...lines.map(({ fields }) => String(fields['traceId']))].flatMap((id) => {
    const [, time, rest] = /^([0-9a-f]{8})([0-9a-f]{24})$/.exec(id) ?? [];
    return time && rest ? [`1-${time}-${rest}`] : [];
  });
  const asked = [...new Set(known)].slice(0, ASKED);
  const ask = asked.length > 0 ? `\n  aws xray batch-get-traces --trace-ids ${asked.join(' ')}` : '';
  return `Spans of ${name} are in X-Ray (CloudWatch, Traces) or at its OTLP endpoint, as far as they are sampled.${ask}\n`;
}

/**
 * Lines with one of these texts, without duplicates, the oldest first. Most lines of a trace contain the trace's id,
 * but not the order's.
 */
async function readLines(stage: Stage, texts: string[]): Promise<LogLine[]> {
  const found = (await Promise.all(texts.map((text) => trace(stage, text)))).flat();
  const lines = new Map(found.map((line) => [JSON.stringify(line), line]));
  return [...lines.values()].sort((one, other) => one.time.localeCompare(other.time));
}

function printLines(lines: LogLine[]): string {
  const rows = lines.map((line) => {
    const about = errorText(line) ?? line.fields['type'] ?? line.fields['route'] ?? line.fields['step'] ?? '';
    return [line.time, line.source, line.level, line.message, String(about)];
  });
  return table(['TIME', 'SOURCE', 'LEVEL', 'MESSAGE', 'ABOUT'], rows);
}
