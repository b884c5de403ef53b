import { both } from '../both.ts';
import { defineLane } from './define-lane.ts';

/** Remarks, and any other text card. */
export const notesLane = defineLane({
	kind: 'notes',
	title: both('Notes', '备注'),
	accepts: ['note', 'action', 'pain-point', 'opportunity', 'quote', 'backstage'],
	adds: 'note',
	height: 56,
	addable: true
});
