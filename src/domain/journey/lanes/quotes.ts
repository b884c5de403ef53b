import { both } from '../both.ts';
import { defineLane } from './define-lane.ts';

/** What customers said. */
export const quotesLane = defineLane({
	kind: 'quotes',
	title: both('Customer quotes', '客户原声'),
	accepts: ['quote', 'note'],
	adds: 'quote',
	height: 56,
	addable: true
});
