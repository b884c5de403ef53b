import { defineLane } from './define.ts';

/** What could be better. */
export const opportunitiesLane = defineLane({
	kind: 'opportunities',
	accepts: ['opportunity', 'note'],
	adds: 'opportunity',
	height: 84,
	addable: true
});
