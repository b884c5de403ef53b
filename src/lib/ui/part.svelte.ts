import { getContext, setContext } from 'svelte';
import { importAgain } from './import-again.ts';
import { pageStyles, type PartStyles } from './part-styles.ts';

/** A part of the interface whose code is fetched when it is first needed. What could not be fetched can be asked for again. */
export class Part<T extends object> {
	/** What the module exports, once it is here. */
	module = $state.raw<T | null>(null);
	/** The last attempt got nothing. */
	failed = $state(false);
	readonly #load: () => Promise<T>;
	readonly #styles: PartStyles;
	/** Addresses of styles that were linked for this part. */
	readonly #own = new Set<string>();
	#fetching: Promise<boolean> | null = null;
	/** An attempt before got no code. */
	#before = false;
	readonly #again: (error: unknown) => Promise<T>;

	/**
	 * @param load a dynamic import of the module
	 * @param again another attempt, after one that ended with this error
	 */
	constructor(
		load: () => Promise<T>,
		styles: PartStyles = pageStyles,
		again: (error: unknown) => Promise<T> = importAgain
	) {
		this.#load = load;
		this.#styles = styles;
		this.#again = again;
	}

	/** Fetches it unless it is here or on its way; false when that fails, which `failed` says too. Never throws. */
	fetch(): Promise<boolean> {
		if (this.module) return Promise.resolve(true);
		this.#fetching ??= this.#fetch().finally(() => (this.#fetching = null));
		return this.#fetching;
	}

	async #fetch(): Promise<boolean> {
		this.failed = false;
		try {
			await this.#styles.relink();
			if (this.#styles.lack(this.#own)) throw new Error('styles did not arrive');
			const before = this.#styles.linked();
			const loading = this.#load();
			// Vite has linked them by now.
			for (const address of this.#styles.linked()) if (!before.has(address)) this.#own.add(address);
			this.module = await this.#orAgain(loading);
		} catch {
			// Why does not matter to who waits for it: the connection, or a new version on the server.
			this.failed = true;
		}
		return !this.failed;
	}

	/** The first failure may be the connection's: whoever asks once more shall have it. */
	async #orAgain(loading: Promise<T>): Promise<T> {
		try {
			return await loading;
		} catch (error) {
			if (this.#before) return this.#again(error);
			this.#before = true;
			throw error;
		}
	}
}

const KEY = Symbol('part failed');

/** Says that a part did not come, in the reader's words, and offers another try. */
export type PartFailed = (again: () => void) => void;

export const setPartFailed = (tell: PartFailed): PartFailed => setContext(KEY, tell);

/** How this page says that a part did not come; the layout of the signed-in pages knows. */
export function usePartFailed(): PartFailed {
	const tell = getContext<PartFailed | undefined>(KEY);
	if (!tell) throw new Error('usePartFailed outside of a layout that called setPartFailed');
	return tell;
}

/** For what a press opens: goes on once the part is here, or says that it did not come. Call it while a component is set up. */
export function whenHere(part: Part<object>, then: () => void): () => void {
	const failed = usePartFailed();
	const press = async (): Promise<void> => {
		if (await part.fetch()) then();
		else failed(() => void press());
	};
	return () => void press();
}
