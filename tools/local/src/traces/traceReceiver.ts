import type { TraceStore } from '@orderflow/ops/traces/traceStore';
import { forwardTraces } from './forwardTraces.ts';
import { openTraceDaemon } from './traceDaemon.ts';
import { PROTOBUF, TraceInbox } from './traceInbox.ts';

/** Where the functions of a copy tell of what they do. */
export interface TraceReceiver {
  /** What a function needs to know of it; takes precedence over what its template says. */
  environment: Record<string, string>;
  /** Takes a request of OTLP over HTTP. @throws Error when the body is none */
  takeNow(body: Buffer, contentType: string): void;
  /** The last traces. */
  open(): Promise<TraceStore>;
  close(): void;
}

export interface ReceiverOptions {
  /** The gateway's address. */
  own: string;
  say(line: string): void;
  env?: NodeJS.ProcessEnv;
}

/**
 * Opens the place for the spans of this copy, in memory. Functions record each trace that begins here, or the share that
 * OTEL_TRACES_SAMPLER_ARG says; what they send goes on to OTEL_EXPORTER_OTLP_ENDPOINT where that is set.
 */
export async function openTraceReceiver({
  own,
  say,
  env = process.env,
}: ReceiverOptions): Promise<TraceReceiver> {
  const inbox = new TraceInbox();
  const forwarding = forwardTraces(env, own, say);
  const takeNow = (body: Buffer, contentType: string) => {
    inbox.takeNow(body, contentType);
    forwarding?.pass(body, contentType);
  };
  const take = (body: Buffer) => {
    if (!forwarding) return inbox.take(body);
    try {
      // It is joined with others on its way: one that cannot be read would spoil them.
      takeNow(body, PROTOBUF);
    } catch {}
  };
  const daemon = await openTraceDaemon(take);
  return {
    environment: {
      OTEL_TRACES_SAMPLER_ARG: env['OTEL_TRACES_SAMPLER_ARG'] || '1',
      AWS_XRAY_DAEMON_ADDRESS: daemon.address,
      // A function that has one goes past the daemon.
      OTEL_EXPORTER_OTLP_ENDPOINT: '',
    },
    takeNow,
    open: () => inbox.open(),
    close() {
      daemon.close();
      forwarding?.close();
    },
  };
}
