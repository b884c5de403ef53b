import { both } from '../both.ts';
import { defineLane } from './define-lane.ts';

/** What hurts. */
export const painPointsLane = defineLane({
	kind: 'pain-points',
	title: both('Pain points', '痛点'),
	accepts: ['pain-point', 'note'],
	adds: 'pain-point',
	height: 56,
	addable: true
});
