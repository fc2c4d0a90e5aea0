import { setUpEngines } from './enginesProject.ts';

export default () => setUpEngines('integration', 'dynamodb-local');
