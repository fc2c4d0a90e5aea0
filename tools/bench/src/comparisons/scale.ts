import { number, percent } from '../report/format.ts';
import { atMost } from '../report/goals.ts';
import type { Comparison, Table } from '../report/types.ts';
import { ceilingsTable } from '../scale/ceilings.ts';
import { type Reproduced, reproduced } from '../scale/local.ts';
import { scenarioTables } from '../scale/scenarios.ts';
import { readSettings } from '../scale/settings.ts';
import { ROW_BYTES } from './importRun.ts';

/** Maximum relative difference between a simulated and a measured figure. */
const TOLERANCE = 0.2;

const distance = ({ measured, simulated }: Reproduced) => Math.abs(simulated / measured - 1);

const reproducedTable = (figures: Reproduced[]): Table => ({
  title: 'What was measured on one machine, and what the simulation makes of it',
  columns: ['figure', 'unit', 'measured', 'simulated', 'apart'],
  rows: figures.map((figure) => [
    figure.what,
    figure.unit,
    number(figure.measured),
    number(figure.simulated),
    percent(distance(figure)),
  ]),
});

export const scale: Comparison = {
  name: 'scale',
  title: 'The simulation',
  page: 'scale.md',
  async run(progress) {
    progress('the templates');
    const [deployed, local] = [await readSettings(), await readSettings('local')];
    const figures = reproduced(local);
    return {
      tables: [
        ceilingsTable(deployed),
        reproducedTable(figures),
        ...scenarioTables(deployed, ROW_BYTES, progress),
      ],
      goals: [
        atMost(
          'the figure that is furthest from what was measured',
          Math.max(...figures.map(distance)),
          TOLERANCE,
        ),
      ],
      notes: [
        'Measured is what docs/numbers.md says, and its CPU time a row; the rest follows. Both figures that are 14% apart are of a client that computes all the time, part of it (sockets, the garbage collector) beside the one thread that is simulated.',
        'The lag was measured while the counters had a queue with a window of a second; they have that window at their stream now, where the simulation has it.',
      ],
    };
  },
};
