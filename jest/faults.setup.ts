import { setUpEngines } from './enginesProject.ts';

export default () => setUpEngines('faults', 'dynoxide');
