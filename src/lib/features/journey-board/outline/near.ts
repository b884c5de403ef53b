import { flushSync } from 'svelte';

/** Pixels above and below the screen in which a stretch of the outline is drawn already, so that scrolling finds it there. */
export const AROUND = 800;
/** Pixels below the first screen that are drawn with it. */
export const LIST_AHEAD = AROUND / 4;

/** What is told of a stretch. */
export type Seen = (near: boolean, height: number) => void;

/**
 * Watches which stretches of a scrolling list are near the screen, with one observer for all of them.
 * @param Observer test seam
 */
export class Near {
	readonly #told = new Map<Element, Seen>();
	readonly #Observer: typeof IntersectionObserver;
	#observer: IntersectionObserver | null = null;

	constructor(Observer: typeof IntersectionObserver = globalThis.IntersectionObserver) {
		this.#Observer = Observer;
	}

	/** @param root what scrolls @returns stop */
	watch(element: HTMLElement, root: Element | null, seen: Seen): () => void {
		this.#observer ??= new this.#Observer((entries) => keepingFocus(root, () => this.#tell(entries)), {
			root,
			rootMargin: `${AROUND}px 0px`
		});
		this.#told.set(element, seen);
		this.#observer.observe(element);
		return () => {
			this.#told.delete(element);
			this.#observer?.unobserve(element);
		};
	}

	stop(): void {
		this.#observer?.disconnect();
		this.#told.clear();
	}

	#tell(entries: readonly IntersectionObserverEntry[]): void {
		for (const { target, isIntersecting, boundingClientRect } of entries)
			this.#told.get(target)?.(isIntersecting, boundingClientRect.height);
	}
}

/**
 * Changes the list, and leaves what has the focus where it is on the screen: browsers do not see to that when the height
 * of its own stretch changes.
 */
function keepingFocus(root: Element | null, change: () => void): void {
	const focused = document.activeElement;
	if (!root || !focused || !root.contains(focused)) return change();
	const before = focused.getBoundingClientRect();
	const screen = root.getBoundingClientRect();
	if (before.bottom <= screen.top || before.top >= screen.bottom) return change();
	change();
	flushSync();
	root.scrollTop += focused.getBoundingClientRect().top - before.top;
}

/**
 * Changes a stretch without moving what is read: what lies above the screen grows and shrinks upwards. Most browsers see to
 * that by themselves (scroll anchoring); for those that do not, the list is scrolled by as much.
 */
export function inPlace(element: HTMLElement, root: Element | null, change: () => void): void {
	if (!root || globalThis.CSS.supports('overflow-anchor: auto')) return change();
	const above = element.getBoundingClientRect().top < root.getBoundingClientRect().top;
	const before = element.offsetHeight;
	flushSync(change);
	if (above) root.scrollTop += element.offsetHeight - before;
}
