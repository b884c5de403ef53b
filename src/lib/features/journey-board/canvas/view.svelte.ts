import type { Rect } from '#domain/journey/index.ts';

export interface Viewport {
	readonly x: number;
	readonly y: number;
	readonly zoom: number;
}

export const zoomRange = { min: 0.2, max: 1.6 } as const;

/** Board pixels beyond the last column and row that may be scrolled into view. */
const BEYOND = 120;

/** Which part of the map is on the screen. Board pixel p is at p · zoom + offset of the pane. */
export class View {
	viewport = $state.raw<Viewport>({ x: 0, y: 0, zoom: 1 });
	/** Size of the pane, screen pixels. */
	width = $state(0);
	height = $state(0);
	/** Moves with an animation; set by the canvas once it is there. */
	animate: (viewport: Viewport) => void = (viewport) => this.take(viewport);
	#bounds: Rect = { x: 0, y: 0, width: 0, height: 0 };

	/** Board pixels that can be seen, with a margin of half a card. */
	readonly seen = $derived.by((): Rect => {
		const { x, y, zoom } = this.viewport;
		return { x: -x / zoom - 60, y: -y / zoom - 60, width: this.width / zoom + 120, height: this.height / zoom + 120 };
	});

	/** The part of the board that the map takes: what lies before it is covered by the heads of lanes and scenes. */
	set bounds(bounds: Rect) {
		this.#bounds = bounds;
		this.take(this.viewport);
	}

	/** Every movement comes through here, so that the map always starts right at its heads. */
	take(viewport: Viewport): void {
		this.viewport = this.clamp(viewport);
	}

	clamp({ x, y, zoom }: Viewport): Viewport {
		const { x: left, y: top, width, height } = this.#bounds;
		const along = (offset: number, start: number, size: number, room: number) =>
			Math.min(-start * zoom, Math.max(offset, Math.min(-start * zoom, room - (start + size + BEYOND) * zoom)));
		return { x: along(x, left, width, this.width), y: along(y, top, height, this.height), zoom };
	}

	/** The whole map, never larger than life. */
	fit(): void {
		const { width, height } = this.#bounds;
		const zoom = Math.max(
			zoomRange.min,
			Math.min(1, (this.width - 16) / Math.max(1, width), (this.height - 16) / Math.max(1, height))
		);
		this.animate(this.clamp({ x: 0, y: 0, zoom }));
	}

	/** Zooms around the middle of the pane. */
	zoomBy(factor: number): void {
		const { x, y, zoom } = this.viewport;
		const next = Math.max(zoomRange.min, Math.min(zoomRange.max, zoom * factor));
		const [cx, cy] = [this.width / 2, this.height / 2];
		this.animate(this.clamp({ x: cx - ((cx - x) * next) / zoom, y: cy - ((cy - y) * next) / zoom, zoom: next }));
	}

	panBy(dx: number, dy: number): void {
		const { x, y, zoom } = this.viewport;
		this.take({ x: x + dx, y: y + dy, zoom });
	}

	/** The smallest move that brings a rectangle of the board into view; false when it is there already. */
	bring(rect: Rect, margin = 24): boolean {
		const { x, y, zoom } = this.viewport;
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
		this.take(next);
		return true;
	}

	/** A point of the screen, relative to the pane, as a point of the board. */
	toBoard(at: { readonly x: number; readonly y: number }): { x: number; y: number } {
		const { x, y, zoom } = this.viewport;
		return { x: (at.x - x) / zoom, y: (at.y - y) / zoom };
	}
}
