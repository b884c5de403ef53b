import type { Attachment } from 'svelte/attachments';

/**
 * For what floats beside a button: while it is open, the button stays on the screen, whatever grows or goes above it on the
 * page – a colleague may add to the list that it stands below –, and what floats with it.
 */
export const keepsAnchor: Attachment<HTMLElement> = (panel) => {
	const anchor = document.getElementById(panel.getAttribute('aria-labelledby') ?? '');
	if (!anchor) return;
	const observer = new IntersectionObserver(
		([entry]) => {
			if (entry && entry.intersectionRatio < 1) anchor.scrollIntoView({ block: 'nearest', inline: 'nearest' });
		},
		{ threshold: [0, 1] }
	);
	observer.observe(anchor);
	return () => observer.disconnect();
};
