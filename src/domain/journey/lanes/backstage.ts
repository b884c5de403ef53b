import { both } from '../both.ts';
import { defineLane } from './define-lane.ts';

/** What we do behind the scenes. */
export const backstageLane = defineLane({
	kind: 'backstage',
	title: both('Backstage', '后台支撑'),
	accepts: ['backstage', 'note'],
	adds: 'backstage',
	height: 56,
	addable: true
});
