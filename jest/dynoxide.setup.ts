import { setUpEngines } from './engines-project.ts';

export default () => setUpEngines('dynoxide', 'dynoxide');
