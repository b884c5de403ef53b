import { generationsAside, generationsUnsent, keyOf } from '#document/client/local-copies.ts';
import type { SetAsideCopy, OwnedDocument } from '#document/client/copies-set-aside.ts';
import { documentName, type JoinedKind, type KindTypes } from '#document/core/kind.ts';
import type { AsideKind } from '#lib/aside/aside-kinds.ts';
import { Part } from '#lib/ui/part.svelte.ts';

/**
 * Edits of this person that this browser holds and that will not be sent from it: the document was replaced before they
 * were, or the person may only look at it by now. Most documents have none, so the code that reads them is loaded only where
 * there are.
 */
export class Aside<T extends KindTypes> {
	/** Reads and shows them. */
	readonly part = new Part(() => import('../aside/index.ts'));
	copies = $state.raw<readonly SetAsideCopy<T>[]>([]);
	readonly #of: OwnedDocument & { readonly mayEdit: boolean };
	#looked = false;

	constructor(of: { kind: JoinedKind<T>; id: string; userId: string; mayEdit: boolean }) {
		const { kind, id, userId, mayEdit } = of;
		this.#of = { userId, document: documentName(kind, id), mayEdit };
	}

	/** `journey/<id>` */
	get document(): string {
		return this.#of.document;
	}

	/** The present copy has edits that this person may not send (any more): the document must be shown without them. */
	get holdsBack(): boolean {
		return !this.#of.mayEdit && this.#any(generationsUnsent);
	}

	/** Once, when the document is in step with the server. */
	async look(present: () => T['snapshot']): Promise<void> {
		if (this.#looked) return;
		this.#looked = true;
		if (this.#any(this.#of.mayEdit ? generationsAside : generationsUnsent)) await this.read(present);
	}

	/** Also once more, after what shows them could not be fetched. */
	async read(present: () => T['snapshot']): Promise<void> {
		if (!(await this.part.fetch())) return;
		const { asideKindOf, copiesSetAside } = this.part.module!;
		const { kind } = asideKindOf(this.#of.document)! as unknown as AsideKind<T>;
		this.copies = await copiesSetAside(kind, this.#of, present);
	}

	/** Removes a copy for good. */
	async discard(copy: SetAsideCopy<T>): Promise<void> {
		await copy.discard();
		this.copies = this.copies.filter((other) => other !== copy);
	}

	/** A browser that blocks all storage throws, and keeps none. */
	#any(generations: (key: string) => number[]): boolean {
		try {
			return generations(keyOf(this.#of.userId, this.#of.document)).length > 0;
		} catch {
			return false;
		}
	}
}
