import { MB_PER_VCPU } from '../cost/usage.ts';

/**
 * CPU milliseconds of warm functions, per batch and per record of it. They are the difference between
 * `services/orders/bench/flow.ts 4000 100` and `200 100` (2026-11-30, AMD EPYC: 2.1 for a request, 21.5 for 100
 * records, 11 for 50 orders, 31.5 for 1,000 events), and from the table of `pnpm bench import`.
 */
const CPU_MS = {
  placeOrder: [2.1, 0],
  publishEvents: [1.5, 0.2],
  reserveStock: [3, 0.16],
  sumOrders: [1.5, 0.03],
  importChunk: [0, 0.0957],
} satisfies Record<string, [batch: number, record: number]>;

/** CPU seconds of a batch: memory gives a share of a core, and no function uses more than one core. */
export const computing =
  (name: keyof typeof CPU_MS, memoryMb: number) =>
  (records: number): number => {
    const [batch, record] = CPU_MS[name];
    return ((batch + record * records) * Math.max(1, MB_PER_VCPU / memoryMb)) / 1e3;
  };
