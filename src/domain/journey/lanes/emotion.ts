import { defineLane } from './define.ts';

/** The curve across the scenes: expected by the team, measured by the answers. */
export const emotionLane = defineLane({ kind: 'emotion', accepts: [], adds: null, height: 132, addable: true });
