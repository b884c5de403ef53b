import { both } from '../both.ts';
import { defineLane } from './define-lane.ts';

/** Statistics of operational events. */
export const eventsLane = defineLane({
	kind: 'events',
	title: both('Event statistics', '事件统计'),
	accepts: [],
	adds: null,
	height: 56,
	addable: false
});
