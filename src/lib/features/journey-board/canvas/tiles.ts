import { indexOf, type Item, type JourneySnapshot, type Layout, type Rect } from '#domain/journey/index.ts';
import type { Heat } from '#lib/charts/score-view.ts';

/** How a tile is drawn: a touchpoint as its number allows, a card as its kind looks from afar. */
export type TileLook =
	Heat | 'thin' | 'off' | 'card' | 'pain' | 'pain-bar' | 'pain-bar-3' | 'opportunity-bar' | 'text' | 'note' | 'dashed';

/** Tiles of one scene, drawn together: one SVG path a look. */
export type Tiles = readonly { readonly look: TileLook; readonly d: string }[];

/** Part of a tile that has the colour of a number which stands for few. */
const THIN = 0.2;

/** Width of the bar at the left of what hurts and of what could be better, board pixels. */
const BAR = 14;

/**
 * A scene's cards as tiles: rectangles where the cards lie, one path for all that look alike. So a map of thousands of
 * cards is some hundreds of elements, and each scene is drawn anew only when something of it changes.
 * @param heat how a touchpoint looks
 * @param thin its number stands for few of those who came: as on a card there is less of the colour
 * @param without cards that have an element of their own
 */
export function tilesOf(
	snapshot: JourneySnapshot,
	layout: Layout,
	sceneId: string,
	heat: (touchpointId: string) => Heat | 'off',
	thin: (touchpointId: string) => boolean,
	without: (id: string) => boolean
): Tiles {
	const { cell } = indexOf(snapshot);
	const drawn = new Map<TileLook, string[]>();
	const draw = (look: TileLook, rect: Rect): void => {
		const d = boxOf(rect);
		const list = drawn.get(look);
		if (list) list.push(d);
		else drawn.set(look, [d]);
	};
	for (const { id: laneId } of layout.rows)
		for (const item of cell({ sceneId, laneId })) {
			const rect = layout.items.get(item.id);
			if (!rect || without(item.id)) continue;
			if (item.type === 'touchpoint' && thin(item.id)) {
				draw('thin', rect);
				draw(heat(item.id), { ...rect, width: rect.width * THIN });
				continue;
			}
			draw(lookOf(item, heat), rect);
			const bar = barOf(item);
			if (bar) draw(bar, { ...rect, width: BAR });
		}
	// What lies below something comes first.
	return [...drawn]
		.sort(([a], [b]) => Number(b === 'thin') - Number(a === 'thin'))
		.map(([look, ds]) => ({ look, d: ds.join('') }));
}

function lookOf(item: Item, heat: (id: string) => Heat | 'off'): TileLook {
	if (item.type === 'touchpoint') return heat(item.id);
	switch (item.kind) {
		case 'pain-point':
			return 'pain';
		case 'quote':
		case 'opportunity':
			return 'text';
		case 'note':
			return 'note';
		case 'backstage':
			return 'dashed';
		default:
			return 'card';
	}
}

function barOf(item: Item): TileLook | null {
	if (item.type !== 'card') return null;
	if (item.kind === 'opportunity') return 'opportunity-bar';
	if (item.kind === 'pain-point') return item.severity === 3 ? 'pain-bar-3' : 'pain-bar';
	return null;
}

const whole = Math.round;
const boxOf = ({ x, y, width, height }: Rect): string =>
	`M${whole(x)} ${whole(y)}h${whole(width)}v${whole(height)}h${-whole(width)}z`;
