import { documented } from '@orderflow/docs/documented';
import { stage } from './settings.ts';

export const DEPLOY = documented('pnpm run deploy --stage prod --region eu-central-1', {
  prod: stage,
  'eu-central-1': 'us-east-1',
});
/** Runs in the folder of a service. */
export const UPDATE = documented('npx serverless deploy --stage prod', { prod: stage });
export const REMOVE = documented('pnpm run remove --stage pr-12', { 'pr-12': stage });
