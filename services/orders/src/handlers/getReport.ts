import { http } from '@orderflow/lambda';
import { getReport } from '../models/reports.ts';

export const handler = http(async ({ params }) => ({ status: 200, body: await getReport(params['date']) }));
