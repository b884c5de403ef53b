import { defineLane } from './define.ts';

/** Pictures of the place or the screen. */
export const imagesLane = defineLane({ kind: 'images', accepts: [], adds: null, height: 132, addable: false });
