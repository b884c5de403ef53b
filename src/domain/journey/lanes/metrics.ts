import { both } from '../both.ts';
import { defineLane } from './define-lane.ts';

/** The numbers of each scene. */
export const metricsLane = defineLane({
	kind: 'metrics',
	title: both('Metrics', '体验指标'),
	accepts: [],
	adds: null,
	height: 56,
	addable: false
});
