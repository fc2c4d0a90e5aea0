import { setUpEngines } from './engines-project.ts';

export default () => setUpEngines('integration', 'dynamodb-local');
