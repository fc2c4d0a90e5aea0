import { MB_PER_VCPU } from '../cost/usage.ts';

/**
 * Milliseconds of a core that functions take, for a batch and for each of its records, when they are warm: what
 * `services/orders/bench/flow.ts 4000 100` counted beyond `200 100` (2026-11-30, AMD EPYC: 2.1 for a request, 21.5 for 100
 * records, 11 for 50 orders, 31.5 for 1,000 events), and the table of `pnpm bench import`.
 */
const CPU_MS = {
  placeOrder: [2.1, 0],
  publishEvents: [1.5, 0.2],
  reserveStock: [3, 0.16],
  sumOrders: [1.5, 0.03],
  importChunk: [0, 0.0957],
} satisfies Record<string, [batch: number, record: number]>;

/** Seconds that a batch computes: memory buys a share of a core, and no more than one is used. */
export const computing =
  (name: keyof typeof CPU_MS, memoryMb: number) =>
  (records: number): number => {
    const [batch, record] = CPU_MS[name];
    return ((batch + record * records) * Math.max(1, MB_PER_VCPU / memoryMb)) / 1e3;
  };
