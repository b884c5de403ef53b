import {
	applyChanges,
	commands,
	execute,
	type Cell,
	type ItemKind,
	type JourneySnapshot,
	type Outcome
} from '#domain/journey/index.ts';
import type { Result } from '#domain/shared/result.ts';

/**
 * A card that is being added: it stands on this person's board, and comes into the map with its title, as one step. One
 * that gets no title was never there, for nobody.
 */
export interface Draft extends Cell {
	/** The card's own from the beginning: what stands on the screen stays the same when it comes into the map. */
	readonly id: string;
	readonly kind: ItemKind;
	/** Position in the cell; undefined: at the end. */
	readonly index: number | undefined;
}

/** What it takes to put the card into the map, or why that is not possible. */
export function addDraft(snapshot: JourneySnapshot, draft: Draft, title: string): Result<Outcome> {
	const { sceneId, laneId, kind, index } = draft;
	const input = { sceneId, laneId, title, ...(index === undefined ? {} : { index }) };
	const context = { newId: () => draft.id };
	return kind === 'touchpoint'
		? execute(commands.addTouchpoint, snapshot, input, context)
		: execute(commands.addCard, snapshot, { ...input, kind }, context);
}

/** The map with the card in its place; without it when its place is gone. */
export function withDraft(snapshot: JourneySnapshot, draft: Draft | null): JourneySnapshot {
	if (!draft) return snapshot;
	const done = addDraft(snapshot, draft, '');
	return done.ok ? applyChanges(snapshot, done.value.changes) : snapshot;
}
