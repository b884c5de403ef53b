import { both } from '../both.ts';
import { defineLane } from './define-lane.ts';

/** What could be better. */
export const opportunitiesLane = defineLane({
	kind: 'opportunities',
	title: both('Opportunities', '机会点'),
	accepts: ['opportunity', 'note'],
	adds: 'opportunity',
	height: 56,
	addable: true
});
