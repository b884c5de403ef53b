import type { Cookies } from '@sveltejs/kit';
import type { App } from '#server/app.ts';
import { passOf } from '#server/areas/sharing/http/pass-cookie.ts';
import type { OpenLink } from '#server/areas/sharing/shared-pages.ts';
import { readAddress } from '#lib/features/heatmap/address.ts';
import { hasChosen, paramsWithin } from '#lib/features/sharing/link-address.ts';

/** The link, and whether this browser may look through it. */
export async function visit(app: App, token: string, cookies: Pick<Cookies, 'get'>) {
	const link = await app.sharedPages.find(token);
	return { link, mayEnter: app.sharedPages.mayEnter(link, passOf(cookies)) };
}

/** The heatmap of a link, as far as the address chooses within it. */
export async function numbersOf(app: App, link: OpenLink, given: URLSearchParams) {
	const address = { ...readAddress(paramsWithin(link.shown, given)), department: null };
	const { period, compare, metric, channel, language, scene } = address;
	const wish = { period: period === 'custom' ? null : period, compare, metric, channel, language };
	const page = await app.sharedPages.heatmap(link, hasChosen(given) ? wish : null, scene);
	return { address, ...page };
}
