import { hasDynoxide } from '../tools/local/src/engines/dynamodb.ts';
import { setUpEngines } from './enginesProject.ts';

/** It writes and empties a lot, which Dynoxide does quicker than DynamoDB Local; where there is none, that does it. */
export default () => setUpEngines('faults', hasDynoxide() ? 'dynoxide' : 'dynamodb-local');
