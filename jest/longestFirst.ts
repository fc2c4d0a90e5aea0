import Sequencer from '@jest/test-sequencer';

type Tests = Parameters<Sequencer['sort']>[0];

const LONGEST = /\.faults\.test\.ts$/;

/**
 * What takes longest first: begun last, it would end alone, on one core. Jest knows how long a file took from the run
 * before; on a clean clone it begins with the largest files, and the crash sweep is small.
 */
export default class LongestFirst extends Sequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const sorted = await super.sort(tests);
    const isLong = ({ path }: Tests[number]) => LONGEST.test(path);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
