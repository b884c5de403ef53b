import { both } from '../both.ts';
import { defineLane } from './define-lane.ts';

/** The curve across the scenes: expected by the team, measured by the answers. */
export const emotionLane = defineLane({
	kind: 'emotion',
	title: both('Emotion', '情绪曲线'),
	accepts: [],
	adds: null,
	height: 120,
	addable: true
});
