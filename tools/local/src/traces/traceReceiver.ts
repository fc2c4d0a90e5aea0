import type { TraceStore } from '@orderflow/ops/traces/traceStore';
import { forwardTraces } from './forwardTraces.ts';
import { openTraceDaemon } from './traceDaemon.ts';
import { PROTOBUF, TraceInbox } from './traceInbox.ts';

/** Receives the spans of a copy's functions. */
export interface TraceReceiver {
  /** Variables that a function needs to send its spans. They override those of its template. */
  environment: Record<string, string>;
  /** Takes an OTLP request that came over HTTP. @throws Error when the body is invalid */
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
 * Opens the in-memory store for the spans of this copy. Functions record every trace that begins here, or the share in
 * OTEL_TRACES_SAMPLER_ARG. If OTEL_EXPORTER_OTLP_ENDPOINT is set, spans are forwarded to it.
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
      // It is joined with others for forwarding. An invalid one would spoil them.
      takeNow(body, PROTOBUF);
    } catch {}
  };
  const daemon = await openTraceDaemon(take);
  return {
    environment: {
      OTEL_TRACES_SAMPLER_ARG: env['OTEL_TRACES_SAMPLER_ARG'] || '1',
      AWS_XRAY_DAEMON_ADDRESS: daemon.address,
      // With an endpoint, a function would bypass the daemon.
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
