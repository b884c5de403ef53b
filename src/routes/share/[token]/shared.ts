import type { Cookies } from '@sveltejs/kit';
import type { App as Wayfelt } from '#server/app.ts';
import { passOf } from '#server/areas/sharing/http/pass-cookie.ts';
import type { OpenLink } from '#server/areas/sharing/shared-pages.ts';
import { readAddress } from '#lib/features/heatmap/address.ts';
import { hasChosen, paramsWithin } from '#lib/features/sharing/link-address.ts';

/** What is known of whoever comes. */
export interface Visitor {
	readonly locals: App.Locals;
	readonly params: { readonly token: string };
	readonly cookies: Pick<Cookies, 'get'>;
	getClientAddress(): string;
}

/** The link, and whether this browser may look through it. */
export async function visit({ locals: { app }, params: { token }, cookies, getClientAddress }: Visitor, cost = 1) {
	await app.sharedPages.admit(token, getClientAddress(), cost);
	const link = await app.sharedPages.find(token);
	return { link, mayEnter: app.sharedPages.mayEnter(link, passOf(cookies)) };
}

/** The heatmap of a link, as far as the address chooses within it. */
export async function numbersOf(app: Wayfelt, link: OpenLink, given: URLSearchParams) {
	const address = { ...readAddress(paramsWithin(link.shown, given)), department: null };
	const { period, compare, metric, channel, language, scene } = address;
	const wish = { period: period === 'custom' ? null : period, compare, metric, channel, language };
	const page = await app.sharedPages.heatmap(link, hasChosen(given) ? wish : null, scene);
	return { address, ...page };
}
