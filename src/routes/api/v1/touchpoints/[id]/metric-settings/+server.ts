import { changeSettings, readSettings } from '#lib/api/server/metric-settings.ts';

export const GET = readSettings('touchpoint');
export const PATCH = changeSettings('touchpoint');
