import { tearDownEngines } from './enginesProject.ts';

export default () => tearDownEngines('faults');
