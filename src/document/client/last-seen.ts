import type * as Y from 'yjs';
import type { FieldsMap } from '../core/about.ts';
import type { JoinedKind, KindTypes } from '../core/kind.ts';
import type { Place } from '../core/place.ts';

/** Remembers how records at some places read before they were deleted, while a document is built up step by step. */
export class LastSeen<T extends KindTypes> {
	readonly #kind: JoinedKind<T>;
	readonly #places: readonly { readonly place: Place<T['type']>; readonly records: Y.Map<unknown> }[];
	readonly #seen = new Map<Place<T['type']>, T['record']>();

	/** Only places that stand for a record as a whole matter: no other can have been deleted there. */
	constructor(kind: JoinedKind<T>, doc: Y.Doc, places: readonly Place<T['type']>[]) {
		this.#kind = kind;
		const maps = new Map(
			Object.entries(kind.roots).flatMap(([name, { type, holds }]) =>
				holds === 'records' ? [[type as string, doc.getMap(name)] as const] : []
			)
		);
		this.#places = places.flatMap((place) => {
			const records = maps.get(place.type);
			return records && place.fields === null ? [{ place, records }] : [];
		});
	}

	/** After each step. */
	look(): void {
		for (const { place, records } of this.#places) {
			const fields = records.get(place.id);
			const record = fields === undefined ? null : this.#kind.readRecord(place.type, place.id, fields as FieldsMap);
			if (record !== null) this.#seen.set(place, record);
		}
	}

	get records(): T['record'][] {
		return [...this.#seen.values()];
	}
}
