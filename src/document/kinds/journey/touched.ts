import type * as Y from 'yjs';
import { type Place, type RecordType, recordTypes } from '#domain/journey/index.ts';
import { collectionMap, journeyMap } from './shape.ts';

/** Collects the places of a document that transactions wrote at. */
export class Touched {
	readonly #places = new Map<string, { type: Place['type']; id: string; fields: Set<string> | null }>();

	add(transaction: Y.Transaction): void {
		for (const [shared, keys] of transaction.changed) {
			const { root, path } = pathOf(shared as Y.AbstractType<unknown>);
			const type = typeOf(transaction.doc, root);
			if (type === null) continue;
			const names = [...keys].filter((key) => key !== null);
			if (type === 'journey') this.#fields(type, '', path[0] === undefined ? names : [path[0]]);
			else if (path[0] !== undefined) this.#fields(type, path[0], path[1] === undefined ? names : [path[1]]);
			else for (const id of names) this.#places.set(`${type} ${id}`, { type, id, fields: null });
		}
	}

	get places(): Place[] {
		return [...this.#places.values()].map(({ type, id, fields }) => ({ type, id, fields: fields && [...fields] }));
	}

	#fields(type: Place['type'], id: string, names: readonly string[]): void {
		const key = `${type} ${id}`;
		const known = this.#places.get(key);
		if (!known) this.#places.set(key, { type, id, fields: new Set(names) });
		else for (const name of names) known.fields?.add(name);
	}
}

/** The shared type at the top, and the keys that lead down from it. */
function pathOf(shared: Y.AbstractType<unknown>): { root: Y.AbstractType<unknown>; path: string[] } {
	const path: string[] = [];
	let root = shared;
	for (let item = root._item; item !== null; item = root._item) {
		if (item.parentSub !== null) path.unshift(item.parentSub);
		root = item.parent as Y.AbstractType<unknown>;
	}
	return { root, path };
}

function typeOf(doc: Y.Doc, root: Y.AbstractType<unknown>): RecordType | 'journey' | null {
	if (root === (journeyMap(doc) as unknown)) return 'journey';
	return recordTypes.find((type) => root === (collectionMap(doc, type) as unknown)) ?? null;
}
