import { changeSettings, readSettings } from '#lib/api/server/metric-settings.ts';

export const GET = readSettings('journey');
export const PATCH = changeSettings('journey');
