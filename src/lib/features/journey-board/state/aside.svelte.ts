import { generationsAside, generationsUnsent, keyOf } from '#document/client/local-copies.ts';
import type { SetAsideCopy, Whose } from '#document/client/copies-set-aside.ts';
import { journeyKind, type JourneyTypes } from '#document/kinds/journey/index.ts';
import type { JourneySnapshot } from '#domain/journey/index.ts';
import { Part } from '#lib/ui/part.svelte.ts';

/**
 * Edits of this person that this browser holds and that will not be sent from it: the journey was replaced before they
 * were, or the person may only look at it by now. Most boards have none, so the code that reads them is loaded only where
 * there are.
 */
export class Aside {
	/** Reads and shows them. */
	readonly part = new Part(() => import('../aside/index.ts'));
	copies = $state.raw<readonly SetAsideCopy<JourneyTypes>[]>([]);
	readonly #whose: Whose & { readonly mayEdit: boolean };
	#looked = false;

	constructor(whose: Whose & { readonly mayEdit: boolean }) {
		this.#whose = whose;
	}

	/** The present copy has edits that this person may not send (any more): the map must be shown without them. */
	get holdsBack(): boolean {
		return !this.#whose.mayEdit && this.#any(generationsUnsent);
	}

	/** Once, when the map is in step with the server. */
	async look(map: () => JourneySnapshot): Promise<void> {
		if (this.#looked) return;
		this.#looked = true;
		if (this.#any(this.#whose.mayEdit ? generationsAside : generationsUnsent)) await this.read(map);
	}

	/** Also once more, after what shows them could not be fetched. */
	async read(map: () => JourneySnapshot): Promise<void> {
		if (await this.part.fetch()) this.copies = await this.part.module!.copiesSetAside(journeyKind, this.#whose, map);
	}

	/** Removes a copy for good. */
	async discard(copy: SetAsideCopy<JourneyTypes>): Promise<void> {
		await copy.discard();
		this.copies = this.copies.filter((other) => other !== copy);
	}

	/** A browser that blocks all storage throws, and keeps none. */
	#any(generations: (key: string) => number[]): boolean {
		try {
			return generations(keyOf(this.#whose.userId, this.#whose.document)).length > 0;
		} catch {
			return false;
		}
	}
}
