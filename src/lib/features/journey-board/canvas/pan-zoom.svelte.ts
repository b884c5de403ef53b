import { XYPanZoom, PanOnScrollMode, type PanZoomUpdateOptions } from '@xyflow/system';
import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { zoomRange, type View, type Viewport } from './view.svelte.ts';

/** What is never a reason to move the map: cards, buttons, fields. */
export const NO_PAN = 'nopan';

const EVERYWHERE: [[number, number], [number, number]] = [
	[-Infinity, -Infinity],
	[Infinity, Infinity]
];

/**
 * Moving and sizing the map by drag, wheel and pinch, over d3-zoom as Svelte Flow sets it up. The view has the last word
 * (it clamps), so what it makes of a movement goes back: the next gesture begins where the map is.
 * @see https://reactflow.dev/api-reference/types/pan-zoom (the same core)
 */
export function panZoom(view: View): Attachment<HTMLElement> {
	return (element) => {
		let hand: Hand | null = null;
		// It measures the pane as it begins: in the midst of the mounting that would lay out the page once more for nothing.
		const frame = requestAnimationFrame(() => (hand = handOf(view, element)));
		// Keys, heads, two fingers and the overview move the view as well.
		$effect(() => {
			void view.viewport;
			hand?.follow();
		});
		return () => {
			cancelAnimationFrame(frame);
			hand?.stop();
		};
	};
}

interface Hand {
	/** The next gesture begins where the map is now. */
	follow(): void;
	stop(): void;
}

function handOf(view: View, element: HTMLElement): Hand {
	const instance = XYPanZoom({
		domNode: element,
		minZoom: zoomRange.min,
		maxZoom: zoomRange.max,
		viewport: untrack(() => ({ ...view.viewport })),
		translateExtent: EVERYWHERE,
		onDraggingChange: (dragging) => element.classList.toggle('dragging', dragging),
		onPanZoomStart: () => (view.moving = true),
		onPanZoomEnd: () => (view.moving = false)
	});
	const animation = animationOf(view);
	const follow = (): void => instance.syncViewport({ ...view.viewport });
	const options: PanZoomUpdateOptions = {
		noWheelClassName: 'nowheel',
		noPanClassName: NO_PAN,
		preventScrolling: true,
		panOnScroll: true,
		panOnScrollMode: PanOnScrollMode.Free,
		panOnScrollSpeed: 0.5,
		panOnDrag: true,
		userSelectionActive: false,
		zoomOnPinch: true,
		zoomOnScroll: false,
		zoomOnDoubleClick: false,
		zoomActivationKeyPressed: false,
		lib: 'wayfelt',
		connectionInProgress: false,
		paneClickDistance: 1,
		onTransformChange: ([x, y, zoom]) => {
			animation.stop();
			// The end of an animation is no end of the hand's movement.
			view.moving = true;
			element.classList.toggle('dragged', element.classList.contains('dragging'));
			view.take({ x, y, zoom });
			follow();
		}
	};
	instance.update(options);
	view.animate = (viewport) => animation.to(viewport);
	view.halt = () => animation.stop();
	// With the command key of a Mac the wheel sizes the map; Control does everywhere, as a pinch on a trackpad does.
	let command = false;
	const wheel = (event: WheelEvent): void => {
		if (event.metaKey === command) return;
		command = event.metaKey;
		instance.update({ ...options, zoomActivationKeyPressed: command, zoomOnScroll: command });
	};
	const lift = (): void => element.classList.remove('dragged');
	addEventListener('pointerup', lift);
	addEventListener('pointercancel', lift);
	element.addEventListener('wheel', wheel, { capture: true, passive: true });
	return {
		follow,
		stop() {
			removeEventListener('pointerup', lift);
			removeEventListener('pointercancel', lift);
			element.removeEventListener('wheel', wheel, true);
			animation.stop();
			view.animate = (viewport) => view.take(viewport);
			view.halt = () => undefined;
			instance.destroy();
		}
	};
}

/** How long a movement takes that nobody's hand makes, ms. */
const TIME = 180;

/** Movements with an animation: what was fixed on the screen at their end is fixed all the way. */
function animationOf(view: View): { to(viewport: Viewport): void; stop(): void } {
	let frame = 0;
	const stop = (): void => {
		if (frame !== 0) view.moving = false;
		cancelAnimationFrame(frame);
		frame = 0;
		view.goal = null;
	};
	return {
		to(end) {
			stop();
			if (matchMedia('(prefers-reduced-motion: reduce)').matches) return view.take(end);
			const [start, begun] = [view.viewport, performance.now()];
			const step = (now: number): void => {
				const done = Math.min(1, Math.max(0, (now - begun) / TIME));
				view.take(between(start, end, done * (2 - done)));
				if (done < 1) frame = requestAnimationFrame(step);
				else stop();
			};
			view.moving = true;
			view.goal = end;
			frame = requestAnimationFrame(step);
		},
		stop
	};
}

/** A viewport on the way from one to another. @param done share of the way, 0 to 1 */
export function between(start: Viewport, end: Viewport, done: number): Viewport {
	if (done >= 1) return end;
	const zoom = start.zoom * (end.zoom / start.zoom) ** done;
	// Around a fixed point the offset goes with the zoom, not with the time.
	const way = end.zoom === start.zoom ? done : (zoom - start.zoom) / (end.zoom - start.zoom);
	return { x: start.x + (end.x - start.x) * way, y: start.y + (end.y - start.y) * way, zoom };
}
