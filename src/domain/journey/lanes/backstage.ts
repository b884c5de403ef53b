import { defineLane } from './define.ts';

/** What we do behind the scenes. */
export const backstageLane = defineLane({
	kind: 'backstage',
	accepts: ['backstage', 'note'],
	adds: 'backstage',
	height: 84,
	addable: true
});
