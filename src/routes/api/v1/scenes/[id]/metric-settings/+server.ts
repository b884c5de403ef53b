import { changeSettings, readSettings } from '#lib/api/server/metric-settings.ts';

export const GET = readSettings('scene');
export const PATCH = changeSettings('scene');
