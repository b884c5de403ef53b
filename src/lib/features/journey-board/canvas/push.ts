import type { Attachment } from 'svelte/attachments';
import type { View } from './view.svelte.ts';

/** Lets the heads, which lie beside the canvas, move the map with it: by wheel, and by finger. */
export function pushes(view: View): Attachment<HTMLElement> {
	return (element) => {
		let finger: { id: number; x: number; y: number } | null = null;
		const stop = new AbortController();
		const { signal } = stop;
		const lift = () => {
			finger = null;
		};
		element.addEventListener(
			'wheel',
			(event) => {
				event.preventDefault();
				view.panBy(-event.deltaX, -event.deltaY);
			},
			{ signal, passive: false }
		);
		element.addEventListener(
			'pointerdown',
			(event) => {
				if (event.pointerType === 'touch' && event.isPrimary)
					finger = { id: event.pointerId, x: event.clientX, y: event.clientY };
			},
			{ signal }
		);
		element.addEventListener(
			'pointermove',
			(event) => {
				if (finger?.id !== event.pointerId) return;
				if (view.pinching) return lift();
				view.panBy(event.clientX - finger.x, event.clientY - finger.y);
				finger = { id: finger.id, x: event.clientX, y: event.clientY };
			},
			{ signal }
		);
		element.addEventListener('pointerup', lift, { signal });
		element.addEventListener('pointercancel', lift, { signal });
		return () => stop.abort();
	};
}
