import type * as Y from 'yjs';
import type { DocumentKind, KindTypes } from './kind.ts';
import type { Place } from './place.ts';

/** Collects the places of a document that transactions wrote at. */
export class Touched<T extends KindTypes = KindTypes> {
	readonly #roots: DocumentKind<T>['roots'];
	readonly #places = new Map<string, { type: T['type']; id: string; fields: Set<string> | null }>();

	constructor({ roots }: DocumentKind<T>) {
		this.#roots = roots;
	}

	add(transaction: Y.Transaction): void {
		for (const [shared, keys] of transaction.changed) {
			const { top, path } = pathOf(shared as Y.AbstractType<unknown>);
			const root = this.#rootOf(transaction.doc, top);
			if (root === null) continue;
			const names = [...keys].filter((key) => key !== null);
			const { type } = root;
			if (root.holds === 'record') this.#fields(type, '', path[0] === undefined ? names : [path[0]]);
			else if (path[0] !== undefined) this.#fields(type, path[0], path[1] === undefined ? names : [path[1]]);
			else for (const id of names) this.#places.set(`${type} ${id}`, { type, id, fields: null });
		}
	}

	get places(): Place<T['type']>[] {
		return [...this.#places.values()].map(({ type, id, fields }) => ({ type, id, fields: fields && [...fields] }));
	}

	#rootOf(doc: Y.Doc, top: Y.AbstractType<unknown>): DocumentKind<T>['roots'][string] | null {
		for (const [name, root] of Object.entries(this.#roots)) if (doc.share.get(name) === top) return root;
		return null;
	}

	#fields(type: T['type'], id: string, names: readonly string[]): void {
		const key = `${type} ${id}`;
		const known = this.#places.get(key);
		if (!known) this.#places.set(key, { type, id, fields: new Set(names) });
		else for (const name of names) known.fields?.add(name);
	}
}

/** The shared type at the top, and the keys that lead down from it. */
function pathOf(shared: Y.AbstractType<unknown>): { top: Y.AbstractType<unknown>; path: string[] } {
	const path: string[] = [];
	let top = shared;
	for (let item = top._item; item !== null; item = top._item) {
		if (item.parentSub !== null) path.unshift(item.parentSub);
		top = item.parent as Y.AbstractType<unknown>;
	}
	return { top, path };
}
