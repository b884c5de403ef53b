import type { Attachment } from 'svelte/attachments';

/**
 * For what is opened by a button and stands beside it: what others do may push the button off the screen, and the panel
 * with it. Then the button is brought back. A person who scrolls by hand does the same to it, and that is left alone.
 */
export const keepsOpenerInSight: Attachment<HTMLElement> = (panel) => {
	const opener = document.querySelector(`[aria-controls="${CSS.escape(panel.id)}"]`);
	if (!opener) return;
	let byHand = -Infinity;
	const scrolls = (): void => void (byHand = performance.now());
	const watch = new IntersectionObserver((entries) => {
		if (entries.at(-1)!.isIntersecting || performance.now() - byHand < HAND) return;
		opener.scrollIntoView({ block: 'nearest', inline: 'nearest' });
	});
	watch.observe(opener);
	for (const name of MOVES) addEventListener(name, scrolls, { capture: true, passive: true });
	return () => {
		watch.disconnect();
		for (const name of MOVES) removeEventListener(name, scrolls, { capture: true });
	};
};

/** What a person scrolls with, and for how long (ms) it goes on. */
const MOVES = ['wheel', 'touchmove'] as const;
const HAND = 500;
