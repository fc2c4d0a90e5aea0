import { setUpEngines } from './enginesProject.ts';

export default () => setUpEngines('dynoxide', 'dynoxide');
