import type { Both } from '../both.ts';
import type { CardKind } from '../cards/all-cards.ts';

/** What can lie in a cell: a touchpoint, or a card of some kind. */
export type ItemKind = CardKind | 'touchpoint';

export interface LaneDefinition<K extends string = string> {
	readonly kind: K;
	/** What a lane of a template is called. */
	readonly title: Both;
	/** What its cells take. Empty: the lane draws something of its own (a curve, numbers). */
	readonly accepts: readonly ItemKind[];
	/** What "add" makes in one of its cells; null when its cells take nothing. */
	readonly adds: ItemKind | null;
	/** Least height in board pixels. */
	readonly height: number;
	/** May people add such a lane now? False: known to the schema, but its content is not built yet. */
	readonly addable: boolean;
}

export const defineLane = <const K extends string>(definition: LaneDefinition<K>): LaneDefinition<K> => definition;
