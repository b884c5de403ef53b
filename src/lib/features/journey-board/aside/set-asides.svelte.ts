import type { SetAsideView } from '#contract/set-asides.ts';
import { ApiError } from '#lib/api/client.ts';
import type { SetAsideSource } from './set-aside-source.ts';

/** The edits that could not be put into a document, as far as they were fetched. */
export class SetAsides {
	/** null: none were fetched yet. */
	all = $state.raw<readonly SetAsideView[] | null>(null);
	/** How many edits there are, on all pages. */
	edits = $state(0);
	/** Where more of them are; null: these are all. */
	next = $state<string | null>(null);
	/** Why the last step failed, in a sentence. */
	error = $state<string | null>(null);
	readonly #source: SetAsideSource;

	/** @param edits how many there are, as far as that is known */
	constructor(source: SetAsideSource, edits = 0) {
		this.#source = source;
		this.edits = edits;
	}

	bytesUrl(id: string): string {
		return this.#source.bytesUrl(id);
	}

	/** From the beginning: somebody else may have discarded some. */
	load(): Promise<boolean> {
		return this.#try(async () => {
			const { items, next, edits } = await this.#source.page(null);
			this.all = items;
			this.next = next;
			this.edits = edits;
		});
	}

	more(): Promise<boolean> {
		return this.#try(async () => {
			const { items, next, edits } = await this.#source.page(this.next);
			this.all = [...(this.all ?? []), ...items];
			this.next = next;
			this.edits = edits;
		});
	}

	/** False when that failed. What somebody else removed is gone as well. */
	remove(id: string): Promise<boolean> {
		return this.#try(async () => {
			await this.#source.remove(id).catch((error: unknown) => {
				if (!(error instanceof ApiError) || error.status !== 404) throw error;
			});
			const all = this.all ?? [];
			this.edits -= all.find((view) => view.id === id)?.edits ?? 0;
			this.all = all.filter((view) => view.id !== id);
		});
	}

	async #try(work: () => Promise<void>): Promise<boolean> {
		try {
			await work();
			this.error = null;
			return true;
		} catch (error) {
			this.error = error instanceof Error ? error.message : String(error);
			return false;
		}
	}
}
