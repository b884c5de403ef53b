import type { Attachment } from 'svelte/attachments';
import type { Fingers, View } from './view.svelte.ts';

/**
 * Two fingers size and move the map, wherever they land: on cards, on heads, on the paper. The canvas library would only
 * see those on the paper, since a card keeps its own touches for being dragged. So two fingers are taken here, before it.
 * @param begin a finger may have been doing something alone: whatever it was is given up
 */
export function pinches(view: View, pane: () => HTMLElement, begin: () => void): Attachment<HTMLElement> {
	return (element) => {
		let last: Fingers | null = null;
		const fingers = ({ touches: [a, b] }: TouchEvent): Fingers | null => {
			if (!a || !b) return null;
			const box = pane().getBoundingClientRect();
			return {
				x: (a.clientX + b.clientX) / 2 - box.left,
				y: (a.clientY + b.clientY) / 2 - box.top,
				apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)
			};
		};
		const own = (event: TouchEvent) => {
			event.stopPropagation();
			if (event.cancelable) event.preventDefault();
		};
		const start = (event: TouchEvent) => {
			if (event.touches.length < 2) return;
			if (!view.pinching) begin();
			view.pinching = true;
			last = fingers(event);
			own(event);
		};
		const move = (event: TouchEvent) => {
			if (!view.pinching) return;
			own(event);
			const now = fingers(event);
			if (last && now) view.pinch(last, now);
			last = now;
		};
		// The library hears that fingers were lifted, so that what it began with the first one ends. The one that is
		// left does nothing more: it would throw the map somewhere else.
		const lift = (event: TouchEvent) => {
			last = fingers(event);
			if (event.touches.length === 0) view.pinching = false;
		};
		const stop = new AbortController();
		const on = { signal: stop.signal, capture: true, passive: false };
		element.addEventListener('touchstart', start, on);
		element.addEventListener('touchmove', move, on);
		element.addEventListener('touchend', lift, on);
		element.addEventListener('touchcancel', lift, on);
		return () => stop.abort();
	};
}
