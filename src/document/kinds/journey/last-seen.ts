import type * as Y from 'yjs';
import type { JourneyRecord, Place } from '#domain/journey/index.ts';
import { readRecord } from './read.ts';
import { collectionMap } from './shape.ts';

/** Remembers how records at some places read before they were deleted, while a document is built up step by step. */
export class LastSeen {
	readonly #doc: Y.Doc;
	readonly #places: readonly Place[];
	readonly #records = new Map<Place, JourneyRecord>();

	/** Only places that stand for a record as a whole matter: no other can have been deleted there. */
	constructor(doc: Y.Doc, places: readonly Place[]) {
		this.#doc = doc;
		this.#places = places.filter(({ type, fields }) => type !== 'journey' && fields === null);
	}

	/** After each step. */
	look(): void {
		for (const place of this.#places) {
			if (place.type === 'journey') continue;
			const fields = collectionMap(this.#doc, place.type).get(place.id);
			const read = fields && readRecord(place.type, place.id, fields);
			if (read?.ok) this.#records.set(place, read.record);
		}
	}

	get records(): JourneyRecord[] {
		return [...this.#records.values()];
	}
}
