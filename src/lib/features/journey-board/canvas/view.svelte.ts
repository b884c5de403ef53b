import type { Rect } from '#domain/journey/index.ts';

export interface Viewport {
	readonly x: number;
	readonly y: number;
	readonly zoom: number;
}

/** Two fingers on the map, screen pixels. */
export interface Fingers {
	readonly x: number;
	readonly y: number;
	readonly apart: number;
}

/** Sizes at which a map can be read, the largest first. */
const READABLE = [1, 0.95, 0.9, 0.85, 0.8, 0.75] as const;

/** Screen pixels that stay free at the end of a map that fits. */
const EDGE = 8;

export const zoomRange = { min: 0.08, max: 1.6 } as const;

/** How far around the screen there are elements (screen pixels): made that far, and made anew when less than `LEAST` is left. */
export const MARGIN = 180;
const LEAST = 40;

const holds = (outer: Rect, inner: Rect): boolean =>
	outer.x <= inner.x &&
	outer.y <= inner.y &&
	outer.x + outer.width >= inner.x + inner.width &&
	outer.y + outer.height >= inner.y + inner.height;

/** How much larger or smaller a picture is shown than it was drawn for, while the map is being sized. */
const STRETCH = 3;
/** How often heads are laid out anew while the map is being sized, ms: their letters are to be stretched for no longer. */
const HEADS = 120;

/** Screen pixels beyond the last column and row that may be scrolled into view: what stands there keeps its size at any zoom. */
const BEYOND = 120;

/** Which part of the map is on the screen. Board pixel p is at p · zoom + offset of the pane. */
export class View {
	viewport = $state.raw<Viewport>({ x: 0, y: 0, zoom: 1 });
	/** Size of the pane, screen pixels. */
	width = $state(0);
	height = $state(0);
	/** The zoom by which it is decided what is drawn, and how (detail.ts): see `#look`. */
	level = $state(1);
	/** The zoom for which heads are laid out: their strips are stretched by the rest. */
	headLevel = $state(1);
	#laid = 0;
	/** It is one picture that is moved (`movedBy` says how), and is drawn sharp again when it stands; set by the canvas. */
	slides = $state<'as style' | 'as animation' | null>(null);
	#moving = $state(false);
	/** Two fingers move and size the map: a single one must not move it as well. */
	#pinching = false;
	/** Moves with an animation; set by the canvas once it is there. */
	animate: (viewport: Viewport) => void = (viewport) => this.take(viewport);
	/** Ends an animation where it is; set by the canvas. */
	halt: () => void = () => undefined;
	/** Where an animation is taking the map: the next step of the same keys and buttons goes on from there. */
	goal: Viewport | null = null;
	#bounds: Rect = { x: 0, y: 0, width: 0, height: 0 };

	#around: Rect = { x: 0, y: 0, width: 0, height: 0 };

	/**
	 * Board pixels for which there are elements: what can be seen, and some of what lies around. The same rectangle through
	 * many movements, so that moving the map makes nothing new, and what leaves the screen by a little stays.
	 */
	readonly around = $derived.by((): Rect => {
		// What has left the screen while the map is made larger goes when it stands.
		const most = (this.width + 3 * MARGIN) / Math.min(this.level, this.viewport.zoom);
		if (this.#around.width > most || !holds(this.#around, this.#seen(LEAST))) this.#around = this.#seen(MARGIN);
		return this.#around;
	});

	/** Board pixels on the screen. */
	get shown(): Rect {
		return this.#seen(0);
	}

	/** Board pixels on the screen, and so many screen pixels around. */
	#seen(margin: number): Rect {
		const { x, y, zoom } = this.viewport;
		return {
			x: (-x - margin) / zoom,
			y: (-y - margin) / zoom,
			width: (this.width + 2 * margin) / zoom,
			height: (this.height + 2 * margin) / zoom
		};
	}

	/** The part of the board that the map takes: what lies before it is covered by the heads of lanes and scenes. */
	set bounds(bounds: Rect) {
		this.#bounds = bounds;
		this.take(this.viewport);
	}

	/** A hand, a wheel or an animation is moving the map at this moment. */
	get moving(): boolean {
		return this.#moving;
	}

	set moving(moving: boolean) {
		this.#moving = moving;
		this.#look();
	}

	get pinching(): boolean {
		return this.#pinching;
	}

	set pinching(pinching: boolean) {
		this.#pinching = pinching;
		this.moving = pinching;
	}

	/** Every movement comes through here, so that the map always starts right at its heads. */
	take(viewport: Viewport): void {
		this.viewport = this.clamp(viewport);
		this.#look();
	}

	/**
	 * While the map is being sized, what is drawn is only made larger or smaller, as one picture, as far as that goes; it is
	 * drawn as its size asks for as soon as the map stands.
	 */
	#look(): void {
		const { zoom } = this.viewport;
		const within = (level: number, most: number) => zoom < level * most && zoom > level / most;
		if (!this.#moving || !within(this.level, STRETCH)) this.level = zoom;
		const now = performance.now();
		if (this.#moving && within(this.headLevel, STRETCH) && (zoom === this.headLevel || now - this.#laid < HEADS))
			return;
		[this.headLevel, this.#laid] = [zoom, now];
	}

	clamp({ x, y, zoom }: Viewport): Viewport {
		const { x: left, y: top, width, height } = this.#bounds;
		const along = (offset: number, start: number, size: number, room: number) =>
			Math.min(-start * zoom, Math.max(offset, Math.min(-start * zoom, room - (start + size) * zoom - BEYOND)));
		return { x: along(x, left, width, this.width), y: along(y, top, height, this.height), zoom };
	}

	/**
	 * The whole map, never larger than life, its columns sharing the width. Where it can only be whole in letters that
	 * nobody reads, it is as wide as the screen and scrolls down; where its columns alone are too many, it is whole.
	 * @param sizeIn the map's size, in board pixels, when its columns share that much room
	 * @returns the room that they are to share, board pixels
	 */
	fit(sizeIn: (room: number) => { readonly width: number; readonly height: number }): number {
		const at = (zoom: number) => {
			const room = (this.width - EDGE) / zoom;
			const { width, height } = sizeIn(room);
			return { zoom, room, across: width * zoom <= this.width, down: height * zoom <= this.height };
		};
		const tries = READABLE.map(at);
		const found = tries.find(({ across, down }) => across && down) ?? tries.findLast(({ across }) => across);
		const zoom = found?.zoom ?? this.#whole(sizeIn(0));
		this.animate(this.clamp({ x: 0, y: 0, zoom }));
		return found?.room ?? 0;
	}

	#whole({ width, height }: { readonly width: number; readonly height: number }): number {
		const most = Math.min(1, (this.width - EDGE) / Math.max(1, width), (this.height - EDGE) / Math.max(1, height));
		return Math.max(zoomRange.min, most);
	}

	/** Brings a rectangle of the board to the middle of the screen, as large as it is read best. */
	closeTo({ x, y, width, height }: Rect): void {
		const [left, top] = [this.width / 2 - (x + width / 2), this.height / 2 - (y + height / 2)];
		this.animate(this.clamp({ x: left, y: top, zoom: 1 }));
	}

	/** Zooms around the middle of the pane. */
	zoomBy(factor: number): void {
		const { x, y, zoom } = this.goal ?? this.viewport;
		const next = Math.max(zoomRange.min, Math.min(zoomRange.max, zoom * factor));
		const [cx, cy] = [this.width / 2, this.height / 2];
		this.animate(this.clamp({ x: cx - ((cx - x) * next) / zoom, y: cy - ((cy - y) * next) / zoom, zoom: next }));
	}

	/**
	 * Two fingers went from here to there: what lay between them stays between them.
	 * @param from in screen pixels relative to the pane: their middle, and how far apart they were
	 */
	pinch(from: Fingers, to: Fingers): void {
		this.halt();
		const { x, y, zoom } = this.viewport;
		const next = Math.max(zoomRange.min, Math.min(zoomRange.max, (zoom * to.apart) / Math.max(1, from.apart)));
		this.take({
			x: to.x - ((from.x - x) * next) / zoom,
			y: to.y - ((from.y - y) * next) / zoom,
			zoom: next
		});
	}

	panBy(dx: number, dy: number): void {
		const { x, y, zoom } = this.goal ?? this.viewport;
		this.#go({ x: x + dx, y: y + dy, zoom });
	}

	/** At once, or as the new end of the animation that is under way: that would write over it. */
	#go(viewport: Viewport): void {
		if (this.goal) this.animate(this.clamp(viewport));
		else this.take(viewport);
	}

	/** The smallest move that brings a rectangle of the board into view; false when it is there already. */
	bring(rect: Rect, margin = 24): boolean {
		const { x, y, zoom } = this.goal ?? this.viewport;
		const shift = (offset: number, start: number, size: number, room: number) => {
			const from = start * zoom + offset;
			const to = from + size * zoom;
			if (from < margin || size * zoom > room - 2 * margin)
				return from < margin || from > room - margin ? margin - from : 0;
			return to > room - margin ? room - margin - to : 0;
		};
		const next = this.clamp({
			x: x + shift(x, rect.x, rect.width, this.width),
			y: y + shift(y, rect.y, rect.height, this.height),
			zoom
		});
		if (next.x === x && next.y === y) return false;
		this.#go(next);
		return true;
	}

	/**
	 * The smallest move that brings something on the screen into the pane; of what is larger, its beginning.
	 * @param rect in screen pixels, relative to the pane
	 * @param along which axes it moves with the map: a head stays where it is along the other
	 */
	show(rect: Rect, along: { readonly x: boolean; readonly y: boolean }, margin = 8): void {
		const [now, end] = [this.viewport, this.goal ?? this.viewport];
		const grown = end.zoom / now.zoom;
		// Where it will be when the animation has ended.
		const by = (offset: number, goal: number, at: number, length: number, room: number) => {
			const [start, size] = [(at - offset) * grown + goal, length * grown];
			if (start < margin || size > room - 2 * margin)
				return start < margin || start > room - margin ? margin - start : 0;
			return Math.min(0, room - margin - (start + size));
		};
		const dx = along.x ? by(now.x, end.x, rect.x, rect.width, this.width) : 0;
		const dy = along.y ? by(now.y, end.y, rect.y, rect.height, this.height) : 0;
		if (dx !== 0 || dy !== 0) this.panBy(dx, dy);
	}

	/** A point of the screen, relative to the pane, as a point of the board. */
	toBoard(at: { readonly x: number; readonly y: number }): { x: number; y: number } {
		const { x, y, zoom } = this.viewport;
		return { x: (at.x - x) / zoom, y: (at.y - y) / zoom };
	}
}
