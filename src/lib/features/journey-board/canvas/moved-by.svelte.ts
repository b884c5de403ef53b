import type { Attachment } from 'svelte/attachments';
import type { View } from './view.svelte.ts';

/**
 * Gives an element its transform. While the map slides, as the state of an animation that stands still: of that Chromium
 * (150) only tells its compositor, whereas at each change of a style, `will-change` or not, it goes through everything
 * that is painted in the element to make layers of it – with 90 cards 3 ms a frame. What it has at first stands in the markup too, which a server may draw.
 * @param transform its value; read as state
 */
export function movedBy(view: View, transform: () => string): Attachment<HTMLElement> {
	return (element) => {
		let slide: Animation | null = null;
		$effect(() => {
			const to = transform();
			const frames = { transform: [to, to] };
			if (!view.slides) {
				element.style.transform = to;
				slide?.cancel();
				slide = null;
			} else if (slide) {
				(slide.effect as KeyframeEffect).setKeyframes(frames);
			} else {
				slide = element.animate(frames, { duration: 1, fill: 'both' });
				slide.pause();
			}
		});
		return () => slide?.cancel();
	};
}
