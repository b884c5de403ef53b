import { defineLane } from './define.ts';

/** What the customer does, step by step. */
export const actionsLane = defineLane({
	kind: 'actions',
	accepts: ['action', 'note'],
	adds: 'action',
	height: 84,
	addable: true
});
