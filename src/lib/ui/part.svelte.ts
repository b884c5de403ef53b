import { getContext, setContext } from 'svelte';

/** A part of the interface whose code is fetched when it is first needed. What could not be fetched can be asked for again. */
export class Part<T extends object> {
	/** What the module exports, once it is here. */
	module = $state.raw<T | null>(null);
	/** The last attempt got nothing. */
	failed = $state(false);
	readonly #load: () => Promise<T>;
	readonly #mend: () => Promise<void>;
	#fetching: Promise<boolean> | null = null;

	/** @param load a dynamic import of the module */
	constructor(load: () => Promise<T>, mend: () => Promise<void> = mendStyles) {
		this.#load = load;
		this.#mend = mend;
	}

	/** Fetches it unless it is here or on its way; false when that fails, which `failed` says too. Never throws. */
	fetch(): Promise<boolean> {
		if (this.module) return Promise.resolve(true);
		this.#fetching ??= this.#fetch().finally(() => (this.#fetching = null));
		return this.#fetching;
	}

	async #fetch(): Promise<boolean> {
		try {
			if (this.failed) await this.#mend();
			this.failed = false;
			this.module = await this.#load();
		} catch {
			// Why does not matter to who waits for it: the connection, or a new version on the server.
			this.failed = true;
		}
		return !this.failed;
	}
}

/**
 * A link to styles that did not arrive stays in the page and is taken for loaded: the next time the code would come
 * alone. So what is dead is linked anew; that of other parts does not hold up this one.
 */
async function mendStyles(): Promise<void> {
	const dead = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].filter(isDead);
	await Promise.all(
		dead.map(
			(link) =>
				new Promise((ended) => {
					const again = link.cloneNode() as HTMLLinkElement;
					again.addEventListener('load', ended);
					again.addEventListener('error', ended);
					link.replaceWith(again);
				})
		)
	);
}

/** Rules that may not be read are those of an error: all our styles are of our own origin. What is on its way has no sheet. */
function isDead({ sheet }: HTMLLinkElement): boolean {
	try {
		return sheet !== null && sheet.cssRules === null;
	} catch {
		return true;
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
