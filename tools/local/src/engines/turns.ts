import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { nicenessIn } from '../offline/priority.ts';

/** Somebody is asking when there were two requests within this time: one now and then is no reason to make room. */
const ASKING_MS = 150;
/** Meanwhile the background has a quarter of the engine's time: it waits so many times as long as its last request took. */
const YIELDS = 3;
/** A request lets others past that come later and yield less, for so long for each point of niceness: clients do not wait for ever. */
const PATIENCE_MS = 100;

/** One connection's way to the engine. */
export interface Gate {
  /** Holds a request until it is its turn. */
  requests: Transform;
  /** Its answer comes. */
  answered(): void;
}

interface Waiting {
  /** Whose is first goes first. */
  due: number;
  /** Resolves when the request is answered, or its connection has ended. */
  go(): Promise<void>;
}

/**
 * An engine that handles one request after the other keeps whoever asks over HTTP behind all that an import writes and its
 * consumers read. So what yields (offline/priority.ts) goes to the engine one request at a time, over all connections, the
 * least nice first as long as nobody waits long, and leaves it most of its time while others ask; those go there at once,
 * and wait for one request at most.
 *
 * A connection has one request at a time; HTTP allows more, which no client of AWS makes use of.
 *
 * @returns makes the gate of a connection
 */
export function takingTurns(): () => Gate {
  /** When the last two requests of those came that do not yield, the earlier one first. */
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
