import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { nicenessIn } from '../offline/priority.ts';

/** Others are active after two requests within this time. A single request now and then is no reason to wait. */
const ASKING_MS = 150;
/**
 * While others are active, the background gets a quarter of the engine's time: it waits this many times its last request's
 * time.
 */
const YIELDS = 3;
/** A background request lets later ones with less niceness pass, for this long per point of niceness: clients time out. */
const PATIENCE_MS = 100;

/** One connection's way to the engine. */
export interface Gate {
  /** Holds a request until it is its turn. */
  requests: Transform;
  /** To be called when the answer comes. */
  answered(): void;
}

interface Waiting {
  /** The request with the earliest time goes first. */
  due: number;
  /** Resolves when the request is answered, or its connection has ended. */
  go(): Promise<void>;
}

/**
 * Keeps background requests from delaying others. The engine handles one request at a time: without this, a call over HTTP
 * waits behind everything that an import writes and its consumers read.
 *
 * Requests of background functions (offline/priority.ts) go to the engine one at a time, over all connections. Those with
 * the least niceness go first, as long as none waits too long. While others are active, the background leaves the engine
 * free most of the time. Other requests pass at once, and wait for one background request at most.
 *
 * A connection has one request at a time. HTTP allows more, but no AWS client uses that.
 *
 * @returns a function that makes the gate of a connection
 */
export function takingTurns(): () => Gate {
  /** Times of the last two requests that are not background, the earlier one first. */
  let asked = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY] as [number, number];
  let tookMs = 0;
  let isBusy = false;
  const waiting: Waiting[] = [];

  async function untilNobodyAsks(): Promise<void> {
    const latest = performance.now() + YIELDS * tookMs;
    for (;;) {
      const leftMs = Math.min(asked[0] + ASKING_MS, latest) - performance.now();
      if (leftMs <= 0) return;
      await sleep(leftMs);
    }
  }

  async function takeTurns(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    while (waiting.length > 0) {
      await untilNobodyAsks();
      const first = Math.min(...waiting.map(({ due }) => due));
      const [next] = waiting.splice(
        waiting.findIndex(({ due }) => due === first),
        1,
      );
      const begun = performance.now();
      await next?.go();
      tookMs = performance.now() - begun;
    }
    isBusy = false;
  }

  return () => {
    let isAsking = false;
    let end: (() => void) | undefined;
    const requests = new Transform({
      transform(bytes: Buffer, _, pass) {
        if (isAsking) return pass(null, bytes);
        isAsking = true;
        const niceness = nicenessIn(bytes.toString('latin1'));
        if (niceness === 0) {
          asked = [asked[1], performance.now()];
          return pass(null, bytes);
        }
        const go = async () => {
          if (requests.destroyed) return;
          const answer = Promise.withResolvers<void>();
          end = answer.resolve;
          pass(null, bytes);
          await answer.promise;
        };
        waiting.push({ due: performance.now() + niceness * PATIENCE_MS, go });
        void takeTurns();
      },
      destroy(error, done) {
        end?.();
        done(error);
      },
    });
    return {
      requests,
      answered() {
        isAsking = false;
        end?.();
      },
    };
  };
}
