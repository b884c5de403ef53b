import { goto } from '$app/navigation';

/** Other people, or another way: in the address, so that it can be gone back to; what was typed stays. */
export function askFor(changes: Readonly<Record<string, string>>): Promise<void> {
	const url = new URL(location.href);
	for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value);
	// eslint-disable-next-line svelte/no-navigation-without-resolve -- this page, with another query
	return goto(url, { replace: true, reset: false });
}
