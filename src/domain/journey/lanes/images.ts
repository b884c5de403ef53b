import { both } from '../both.ts';
import { defineLane } from './define-lane.ts';

/** Pictures of the place or the screen. */
export const imagesLane = defineLane({
	kind: 'images',
	title: both('Images', '图片'),
	accepts: [],
	adds: null,
	height: 120,
	addable: false
});
