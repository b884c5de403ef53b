import { on } from 'svelte/events';
import type { Attachment } from 'svelte/attachments';
import type { View } from './view.svelte.ts';

/**
 * The map moves by its view alone. Browsers scroll any box that hides a part of itself to what gets the focus, is found
 * on the page or is asked into view; the heads would then slide off their columns. So the boxes clip, which leaves
 * nothing to scroll, and this moves the view to what the keyboard comes to. Where a browser scrolls all the same (clip
 * is unknown before Safari 16), the scroll is turned into a movement of the view.
 */
export function followsFocus(view: View, pane: () => HTMLElement): Attachment<HTMLElement> {
	return (element) => {
		const focused = ({ target }: FocusEvent) => {
			if (!(target instanceof Element) || !target.matches(':focus-visible')) return;
			const strip = target.closest('[data-strip]')?.getAttribute('data-strip');
			if (!strip && !target.closest('.viewport')) return;
			const [box, room] = [target.getBoundingClientRect(), pane().getBoundingClientRect()];
			view.show(
				{ x: box.left - room.left, y: box.top - room.top, width: box.width, height: box.height },
				{ x: strip !== 'lanes', y: strip !== 'scenes' }
			);
		};
		const scrolled = ({ target }: Event) => {
			if (!(target instanceof Element) || target.matches('textarea, input')) return;
			const { scrollLeft, scrollTop } = target;
			if (scrollLeft === 0 && scrollTop === 0) return;
			target.scrollTo({ left: 0, top: 0, behavior: 'instant' });
			if (target.matches('.pane, .surface, [data-strip] > div')) view.panBy(-scrollLeft, -scrollTop);
		};
		// An effect that focuses a field runs this at once: it must not depend on where the map is, and run again when it moves.
		const ends = [
			on(element, 'focusin', focused),
			// Scrolls do not bubble.
			on(element, 'scroll', scrolled, { capture: true })
		];
		return () => ends.forEach((end) => end());
	};
}
