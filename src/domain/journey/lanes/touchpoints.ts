import { defineLane } from './define.ts';

/** What the customer really touches. */
export const touchpointsLane = defineLane({
	kind: 'touchpoints',
	accepts: ['touchpoint'],
	adds: 'touchpoint',
	height: 132,
	addable: true
});
