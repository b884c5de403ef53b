import type * as Y from 'yjs';
import type { JoinedKind, KindTypes } from './kind.ts';
import { pathOf, rootNameOf } from './path.ts';
import type { Place } from './place.ts';

/** Collects the places of a document that transactions wrote at. */
export class Touched<T extends KindTypes = KindTypes> {
	readonly #roots: JoinedKind<T>['roots'];
	readonly #places = new Map<string, { type: T['type']; id: string; fields: Set<string> | null }>();

	constructor({ roots }: JoinedKind<T>) {
		this.#roots = roots;
	}

	add(transaction: Y.Transaction): void {
		for (const [shared, keys] of transaction.changed) {
			const { top, path } = pathOf(shared as Y.AbstractType<unknown>);
			const root = this.#roots[rootNameOf(this.#roots, transaction.doc, top) ?? ''];
			if (!root) continue;
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

	#fields(type: T['type'], id: string, names: readonly string[]): void {
		const key = `${type} ${id}`;
		const known = this.#places.get(key);
		if (!known) this.#places.set(key, { type, id, fields: new Set(names) });
		else for (const name of names) known.fields?.add(name);
	}
}
