import type { Attachment } from 'svelte/attachments';
import type { View } from './view.svelte.ts';

/** From so many cards on an animation costs less than a style: at a slow processor (4×) 33 frames a second instead of 23 with 47 cards. */
const MANY = 20;

/** How a map slides best that has elements for so many cards: see `movedBy`. */
export const slidesBest = (cards: number) => (cards > MANY ? 'as animation' : 'as style');

/**
 * Gives an element its transform. While a map with many cards slides, as the state of an animation that stands still: of
 * that Chromium (150) only tells its compositor, whereas at each change of a style, `will-change` or not, it goes through
 * all that is painted in the element to make layers of it – with 90 cards 3 ms a frame. To set it costs more than a style.
 * What it has at first stands in the markup too, which a server may draw.
 * @param transform its value; read as state
 */
export function movedBy(view: View, transform: () => string): Attachment<HTMLElement> {
	return (element) => {
		let slide: Animation | null = null;
		$effect(() => {
			const to = transform();
			if (view.slides !== 'as animation') {
				element.style.transform = to;
				slide?.cancel();
				slide = null;
				return;
			}
			const frames = { transform: [to, to] };
			if (slide) (slide.effect as KeyframeEffect).setKeyframes(frames);
			else (slide = element.animate(frames, { duration: 1, fill: 'both' })).pause();
		});
		return () => slide?.cancel();
	};
}
