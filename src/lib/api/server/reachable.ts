import type { RequestEvent } from '@sveltejs/kit';
import { shareOrigin } from './share-origin.ts';

/** A collector with its page's address under the name by which the caller reached us: a phone in the same network can open it. */
export const reachable = <C extends { readonly code: string; readonly url: string | null }>(
	event: RequestEvent,
	collector: C
): C => ({
	...collector,
	url: collector.url === null ? null : `${shareOrigin(event)}/s/${collector.code}`
});
