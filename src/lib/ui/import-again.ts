/** Where a module was asked for that did not come, as Chromium and Firefox say it; null where nothing says it (WebKit). */
export const addressIn = (error: unknown): string | null =>
	error instanceof TypeError ? (/https?:\/\/\S+/.exec(error.message)?.[0] ?? null) : null;

/** What a page does with modules and addresses. */
export interface Modules {
	/** `import()` of an address. */
	load(address: string): Promise<unknown>;
	/** Does the server have it, past all caches? */
	answers(address: string): Promise<boolean>;
	/** Begins the page anew. */
	reload(): void;
}

const ofThePage: Modules = {
	load: (address) => import(/* @vite-ignore */ address),
	answers: (address) =>
		fetch(address, { method: 'HEAD', cache: 'no-store' }).then(
			({ ok }) => ok,
			() => false
		),
	reload: () => location.reload()
};

let tries = 0;

/**
 * Another attempt at a module that failed before. Browsers may keep a failure for the life of the page (the module map of
 * the HTML standard; Chromium 150 does, others ask again), so it is asked for by an address that is not known yet. Where
 * that does not help though the server has it, something that it imports is kept as failed: only another page helps.
 * @param error with which the last attempt ended
 * @throws the last error, when the module did not come
 */
export async function importAgain<T>(error: unknown, modules: Modules = ofThePage): Promise<T> {
	const address = addressIn(error);
	if (!address || !(await modules.answers(address))) throw error;
	try {
		return (await modules.load(`${address}?again=${++tries}`)) as T;
	} catch (another) {
		modules.reload();
		throw another;
	}
}
