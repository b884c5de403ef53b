import { defineLane } from './define.ts';

/** What customers said. */
export const quotesLane = defineLane({
	kind: 'quotes',
	accepts: ['quote', 'note'],
	adds: 'quote',
	height: 84,
	addable: true
});
