import type { Id } from '#domain/shared/ids.ts';
import type { Result } from '#domain/shared/result.ts';
import { remove } from '../changes.ts';
import { indexOf } from '../queries.ts';
import type { JourneyRecord, RecordOf } from '../records/all-records.ts';
import type { Item, JourneySnapshot } from '../snapshot.ts';
import { type Outcome, outcome } from './define-command.ts';

/** Deletes items and what hangs on them (paths), after `first` (their scene or lane), and reports all of it. */
export function removeWithAll(
	snapshot: JourneySnapshot,
	first: readonly JourneyRecord[],
	items: readonly Item[]
): Result<Outcome> {
	const { pathsAt } = indexOf(snapshot);
	const paths = new Map<Id, RecordOf<'path'>>();
	for (const item of items) for (const path of pathsAt(item.id)) paths.set(path.id, path);
	const removed = [...first, ...items, ...paths.values()];
	return outcome(removed.map(remove), { removed });
}

export const itemsWhere = (snapshot: JourneySnapshot, matches: (item: Item) => boolean): Item[] => [
	...snapshot.touchpoints.filter(matches),
	...snapshot.cards.filter(matches)
];
