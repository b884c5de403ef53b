import { defineLane } from './define.ts';

/** The numbers of each scene. */
export const metricsLane = defineLane({ kind: 'metrics', accepts: [], adds: null, height: 84, addable: false });
