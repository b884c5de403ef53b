import { ApiError } from '#lib/api/client.ts';
import type { BoardApi } from '../api.ts';
import type { SetAsideView } from './set-aside-view.ts';

/** The edits of a journey that could not be put into its map, as far as they were fetched. */
export class SetAsides {
	/** null: none were fetched yet. */
	all = $state.raw<readonly SetAsideView[] | null>(null);
	/** Where more of them are; null: these are all. */
	next = $state<string | null>(null);
	/** Why the last step failed, in a sentence. */
	error = $state<string | null>(null);
	readonly #api: Pick<BoardApi, 'setAsides' | 'removeSetAside'>;
	readonly #journeyId: string;

	constructor(api: Pick<BoardApi, 'setAsides' | 'removeSetAside'>, journeyId: string) {
		this.#api = api;
		this.#journeyId = journeyId;
	}

	/** From the beginning: somebody else may have discarded some. */
	load(): Promise<boolean> {
		return this.#try(async () => {
			const { items, next } = await this.#api.setAsides(this.#journeyId, null);
			this.all = items;
			this.next = next;
		});
	}

	more(): Promise<boolean> {
		return this.#try(async () => {
			const { items, next } = await this.#api.setAsides(this.#journeyId, this.next);
			this.all = [...(this.all ?? []), ...items];
			this.next = next;
		});
	}

	/** False when that failed. What somebody else removed is gone as well. */
	remove(id: string): Promise<boolean> {
		return this.#try(async () => {
			await this.#api.removeSetAside(this.#journeyId, id).catch((error: unknown) => {
				if (!(error instanceof ApiError) || error.status !== 404) throw error;
			});
			this.all = (this.all ?? []).filter((view) => view.id !== id);
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
