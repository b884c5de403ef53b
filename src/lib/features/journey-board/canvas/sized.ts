import type { Attachment } from 'svelte/attachments';
import type { View } from './view.svelte.ts';

/**
 * Tells the view how large its pane is. Heard from the browser when it has laid out the page: to ask while the map is
 * being mounted would have all of it laid out once more.
 */
export function sized(view: View): Attachment<HTMLElement> {
	return (pane) => {
		const observer = new ResizeObserver(() => {
			[view.width, view.height] = [pane.clientWidth, pane.clientHeight];
		});
		observer.observe(pane);
		return () => observer.disconnect();
	};
}
