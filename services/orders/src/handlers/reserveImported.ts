// One way to decide, for both lanes.
export { handler } from './reserveStock.ts';
