import { DeleteRanges, type DeleteItem } from './delete-ranges.ts';
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
		const read = new Map<number, number>();
		// Items of several clients may come before what they hang on: those are decided when all is read.
		const undecided: { readonly client: number; readonly item: DeleteItem; readonly needs: readonly number[] }[] = [];
		const waiting = new DeleteRanges();
		eachStruct(update, this.#roots, (struct) => {
			const { client, clock, length: len, needs } = struct;
			read.set(client, clock + len);
			const item = { clock, len };
			if (this.#concerns(struct)) this.#items.add(client, item);
			else if (hasAny(needs, (on, at) => at >= (read.get(on) ?? 0) || waiting.has(on, { clock: at, len: 1 }))) {
				undecided.push({ client, item, needs: [...needs] });
				waiting.add(client, item);
			}
		});
		for (let again = true; again;) {
			again = false;
			for (const { client, item, needs } of undecided)
				if (hasAny(needs, this.#has)) again = this.#items.add(client, item) || again;
		}
	}

	/**
	 * May a person not make this edit? What the document has already is not checked: clients send it again.
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
		if (!hasAny(needs, this.#has)) return false;
		let refused = false;
		eachStruct(update, this.#roots, (struct) => {
			refused ||= this.#concerns(struct) && struct.clock + struct.length > have(struct.client);
		});
		return refused;
	}

	#concerns({ isClosed, needs }: Struct): boolean {
		return isClosed || hasAny(needs, this.#has);
	}

	readonly #has = (client: number, clock: number): boolean => this.#items.has(client, { clock, len: 1 });
}

/** @param ids client, clock, client, clock … */
function hasAny(ids: readonly number[], is: (client: number, clock: number) => boolean): boolean {
	for (let i = 0; i < ids.length; i += 2) if (is(ids[i]!, ids[i + 1]!)) return true;
	return false;
}
