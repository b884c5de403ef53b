import { both } from '../both.ts';
import { defineLane } from './define-lane.ts';

/** What the customer really touches. */
export const touchpointsLane = defineLane({
	kind: 'touchpoints',
	title: both('Touchpoints', '触点'),
	accepts: ['touchpoint'],
	adds: 'touchpoint',
	height: 72,
	addable: true
});
