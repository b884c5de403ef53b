import { defineLane } from './define.ts';

/** What hurts. */
export const painPointsLane = defineLane({
	kind: 'pain-points',
	accepts: ['pain-point', 'note'],
	adds: 'pain-point',
	height: 84,
	addable: true
});
