import { goto, invalidateAll } from '$app/navigation';
import { api, ApiError } from '#lib/api/client.ts';
import { m } from '#lib/paraglide/messages.js';

/** Says what keeps the page from asking anew. */
type Refused = (text: string) => void;

/** Whoever is signed out would be led to the sign-in page, and lose what they typed: they are told instead. */
async function mayAsk(refused: Refused): Promise<boolean> {
	try {
		await api.get('/workspace');
		return true;
	} catch (error) {
		const isSignedOut = error instanceof ApiError && error.status === 401;
		refused(isSignedOut ? m.error_signed_out() : m.common_save_failed());
		return false;
	}
}

/**
 * Other people, or another way: in the address, so that it can be gone back to; what was typed stays.
 * @param select where it was chosen; refused, it is again as it was
 */
export async function askFor(
	name: string,
	{ currentTarget: select }: { readonly currentTarget: HTMLSelectElement },
	before: string,
	refused: Refused
): Promise<void> {
	const url = new URL(location.href);
	url.searchParams.set(name, select.value);
	if (!(await mayAsk(refused))) return void (select.value = before);
	// eslint-disable-next-line svelte/no-navigation-without-resolve -- this page, with another query
	await goto(url, { replace: true, reset: false });
}

/** The same anew. */
export async function askAgain(refused: Refused): Promise<void> {
	if (await mayAsk(refused)) await invalidateAll();
}
