import type { Id } from '#domain/shared/ids.ts';
import { type Ordered, place } from '#domain/shared/order.ts';
import { type Change, patch } from '../changes.ts';
import type { RecordType } from '../records/all-records.ts';

type Sibling = Ordered & { readonly type: RecordType };

export interface Placement {
	readonly orders: readonly string[];
	/** New keys for siblings that two people gave the same key: without them nothing fits between. */
	readonly repairs: readonly Change[];
}

/** Order keys for `ids` before position `index` (undefined: at the end) of a sorted row that does not contain them. */
export function placeAmong(siblings: readonly Sibling[], index: number | undefined, ids: readonly Id[]): Placement {
	const { orders, repairs } = place(siblings, index ?? siblings.length, ids);
	const types = new Map(repairs.length > 0 ? siblings.map((s) => [s.id, s.type]) : []);
	return { orders, repairs: repairs.map(({ id, order }) => patch(types.get(id)!, id, { order } as never)) };
}

/** Moves one member of a row to position `index` of the row without it. No changes when it is there already. */
export function moveWithin(row: readonly Sibling[], moved: Sibling, index: number): Change[] {
	const others = row.filter((s) => s.id !== moved.id);
	const now = row.findIndex((s) => s.id === moved.id);
	if (now === Math.min(index, others.length)) return [];
	const { orders, repairs } = placeAmong(others, index, [moved.id]);
	return [...repairs, patch(moved.type, moved.id, { order: orders[0]! } as never)];
}
