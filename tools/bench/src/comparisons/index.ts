import type { Comparison } from '../report/types.ts';
import { cold } from './cold.ts';
import { cost } from './cost.ts';
import { create } from './create.ts';
import { fanout } from './fanout.ts';
import { foreign } from './foreign.ts';
import { gigabyte } from './gigabyte.ts';
import { importRows } from './import.ts';
import { local } from './local.ts';
import { paid } from './paid.ts';
import { planner } from './planner.ts';
import { scale } from './scale.ts';
import { validation } from './validation.ts';

export const comparisons: Comparison[] = [
  create,
  importRows,
  planner,
  cold,
  cost,
  paid,
  validation,
  fanout,
  local,
  gigabyte,
  foreign,
  scale,
];
