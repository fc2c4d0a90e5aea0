import { tearDownEngines } from './engines-project.ts';

export default () => tearDownEngines('integration');
