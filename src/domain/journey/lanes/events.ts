import { defineLane } from './define.ts';

/** Statistics of operational events. */
export const eventsLane = defineLane({ kind: 'events', accepts: [], adds: null, height: 84, addable: false });
