import { running } from './running.ts';

export default async () => running().get('e2e')?.stop();
