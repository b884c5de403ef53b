import { DeleteRanges } from './delete-ranges.ts';
import type { Known } from './metadata.ts';
import { eachStruct, type Struct, type UpdateContent } from './read-update.ts';
import type { Roots } from './roots.ts';

/**
 * The items of a document that only the server may touch. Where an item belongs it says itself only when it has no
 * neighbours: one that overwrites a value names the value, and takes its place. So the items of closed places are known
 * one by one, and neither a new item may hang on one of them nor a deletion hit one.
 */
export class Guarded {
	readonly #roots: Roots;
	readonly #items = new DeleteRanges();

	constructor(roots: Roots) {
		this.#roots = roots;
	}

	/** Takes in content of the document: its state, and what the server writes. */
	learn(update: Uint8Array): void {
		// Items of several clients may come before what they hang on.
		for (let again = true; again;) {
			again = false;
			eachStruct(update, this.#roots, (struct) => {
				if (!this.#concerns(struct)) return;
				again = this.#items.add(struct.client, { clock: struct.clock, len: struct.length }) || again;
			});
		}
	}

	/**
	 * May a person not make this edit? What the document has already is not judged: clients send it again.
	 * @param content of the update, read with the same roots
	 */
	refuses(update: Uint8Array, content: UpdateContent, known: Known): boolean {
		const have = (client: number): number => known.clocks.get(client) ?? 0;
		const { closed = [], needs, deletes } = content;
		for (let i = 0; i < closed.length; i += 2) if (closed[i + 1]! > have(closed[i]!)) return true;
		for (const [client, items] of deletes) {
			for (const item of items) {
				for (const hit of this.#items.within(client, item)) if (!known.deletes.has(client, hit)) return true;
			}
		}
		for (let i = 0; i < needs.length; i += 2) {
			if (!this.#has(needs[i]!, needs[i + 1]!)) continue;
			let refused = false;
			eachStruct(update, this.#roots, (struct) => {
				refused ||= this.#concerns(struct) && struct.clock + struct.length > have(struct.client);
			});
			return refused;
		}
		return false;
	}

	#concerns({ isClosed, needs }: Struct): boolean {
		if (isClosed) return true;
		for (let i = 0; i < needs.length; i += 2) if (this.#has(needs[i]!, needs[i + 1]!)) return true;
		return false;
	}

	#has(client: number, clock: number): boolean {
		return this.#items.has(client, { clock, len: 1 });
	}
}
