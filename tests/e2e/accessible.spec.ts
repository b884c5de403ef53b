import { builtEntries } from '../security/built-routes.ts';
import { expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';
import { OWNER } from '../support/built-app.ts';

/**
 * axe on every page of the build (WCAG 2.2 AA, no exceptions list), in both languages, light and dark, at 1440 and
 * 390 px. The list of pages is read from the build; a page that needs an id gets one here.
 */
const pages = (await builtEntries()).filter((entry) => entry.method === 'page').map((entry) => entry.route);

const looks = [
	{ locale: 'en-US', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
	{ locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 390, height: 844 } }
] as const;

/** Pages for people who are not signed in. */
const outside = /^\/(\(auth\)|s\/)/;
/** Shown only before there is an owner; identity.spec.ts and unsent.spec.ts go through them. */
const elsewhere = new Set(['/(auth)/setup', '/(auth)/no-workspace']);

test('every page is accessible', async ({ browser, api, baseURL }) => {
	test.setTimeout(240_000);
	const journey = await api.post<{ id: string }>('/journeys', { title: 'Accessible', template: 'retail' });
	const map = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${journey.id}`);
	const asked = await api.post<{ survey: { id: string }; collector: { code: string } }>(
		`/touchpoints/${map.touchpoints[0]!.id}/ask`,
		{ journeyId: journey.id, kind: 'nps' }
	);
	const invitation = await api.post<{ token: string }>('/invitations', { role: 'viewer' });
	const ids: Record<string, string> = {
		'journeys/[id]': `journeys/${journey.id}`,
		'surveys/[id]': `surveys/${asked.survey.id}`,
		'[code]': asked.collector.code,
		'[token]': invitation.token
	};

	for (const look of looks) {
		// Colours in the middle of a transition are nobody's colours.
		const still = { ...look, reducedMotion: 'reduce' } as const;
		const inside = await signedIn(browser, OWNER, baseURL!, still);
		const stranger = await browser.newContext({ baseURL: baseURL!, ...still });
		const [member, passer] = [hydrating(await inside.newPage()), hydrating(await stranger.newPage())];
		for (const route of pages.filter((one) => !elsewhere.has(one))) {
			const page = outside.test(route) ? passer : member;
			const bare = route.replaceAll(/\/\([^)]+\)/g, '') || '/';
			const path = Object.entries(ids).reduce((path, [name, id]) => path.replace(name, id), bare);
			const response = await page.goto(path);
			expect(await page.locator('html').getAttribute('lang'), path).toBe(look.locale === 'zh-CN' ? 'zh-CN' : 'en');
			expect(response!.status(), path).toBeLessThan(400);
			await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
			await expectAccessible(page, `${path} ${look.locale} ${look.colorScheme}`);
		}
		await inside.close();
		await stranger.close();
	}
});
