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
 * A link to styles that did not arrive stays in the page, and Vite takes what is linked for loaded: the code would come
 * alone. So what is dead is linked anew.
 */
async function mendStyles(): Promise<void> {
	const dead = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].filter(isDead);
	await Promise.all(
		dead.map(
			(link) =>
				new Promise((arrived, failed) => {
					const again = link.cloneNode() as HTMLLinkElement;
					again.addEventListener('load', arrived);
					again.addEventListener('error', failed);
					link.replaceWith(again);
				})
		)
	);
}

/** Browsers give a link that failed no sheet, or one whose rules may not be read; all our styles are of our own origin. */
function isDead({ sheet }: HTMLLinkElement): boolean {
	try {
		return !sheet?.cssRules;
	} catch {
		return true;
	}
}
