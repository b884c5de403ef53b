import { both } from '../both.ts';
import { defineLane } from './define-lane.ts';

/** What the customer does, step by step. */
export const actionsLane = defineLane({
	kind: 'actions',
	title: both('Customer actions', '客户行为'),
	accepts: ['action', 'note'],
	adds: 'action',
	height: 56,
	addable: true
});
