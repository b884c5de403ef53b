import { builtEntries } from '../security/built-routes.ts';
import { colleague } from './support/colleague.ts';
import { largeLetters, wordsThatDoNotFit } from './support/letters.ts';
import { expect, hydrating, signedIn, test } from './support/test.ts';
import { OWNER } from '../support/built-app.ts';

/** WCAG 1.4.10: at 320 px no page of the build is wider than the screen; nor is one on a phone whose letters are set to 24 px. */
const pages = (await builtEntries()).filter((entry) => entry.method === 'page').map((entry) => entry.route);
const outside = /^\/(\(auth\)|s\/)/;
const elsewhere = new Set(['/(auth)/setup', '/(auth)/no-workspace']);

test('no page is wider than a screen of 320 px, or than a phone with large letters', async ({
	browser,
	api,
	baseURL
}) => {
	test.setTimeout(180_000);
	const journey = await api.post<{ id: string }>('/journeys', { title: 'Narrow', template: 'retail' });
	const map = await api.get<{ touchpoints: { id: string; title: string }[] }>(`/journeys/${journey.id}`);
	const [touchpoint] = map.touchpoints;
	const codes = await Promise.all(
		['nps', 'csat', 'ces-ease7'].map((kind) =>
			api.post<{ collector: { code: string } }>(`/touchpoints/${touchpoint!.id}/ask`, { journeyId: journey.id, kind })
		)
	);
	const invitation = await api.post<{ token: string }>('/invitations', { role: 'viewer' });
	// Long words in the tables, whatever else the workspace holds: an address, and a run that a later one made up for.
	const { context } = await colleague(browser, api, baseURL!, { name: '林晓', role: 'viewer' });
	await context.close();
	const run = { fileName: 'answers.csv', kind: 'csat', total: 1, touchpointIds: [touchpoint!.id], language: 'en' };
	const row = { row: 1, key: 'a', touchpointId: touchpoint!.id, score: 4 };
	await api.post('/imports', run);
	const { id } = await api.post<{ id: string }>('/imports', run);
	await api.post(`/imports/${id}/rows`, { rows: [row] });
	await api.post(`/imports/${id}/finish`, {});
	const ids: Record<string, string> = { '[id]': journey.id, '[token]': invitation.token };

	for (const locale of ['en-US', 'zh-CN']) {
		const look = { locale, viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
		const inside = await signedIn(browser, OWNER, baseURL!, look);
		const stranger = await browser.newContext({ baseURL: baseURL!, ...look });
		const [member, passer] = [hydrating(await inside.newPage()), hydrating(await stranger.newPage())];
		const addresses = pages
			.filter((route) => !elsewhere.has(route))
			.flatMap((route) =>
				route.includes('[code]') ? codes.map((one) => route.replace('[code]', one.collector.code)) : [route]
			);
		for (const route of addresses) {
			const page = outside.test(route) ? passer : member;
			const path = route.replaceAll(/\/\([^)]+\)/g, '').replaceAll(/\[[^\]]+\]/g, (name) => ids[name] ?? name) || '/';
			await page.goto(path);
			expect(await page.locator('html').getAttribute('lang'), path).toBe(locale === 'zh-CN' ? 'zh-CN' : 'en');
			await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
			expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path} ${locale}`).toBe(320);
			if (locale !== 'zh-CN') continue;
			await page.setViewportSize({ width: 390, height: 640 });
			const smaller = await largeLetters(page, 24);
			expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path} with large letters`).toBe(390);
			expect(await wordsThatDoNotFit(page), `${path} with large letters`).toEqual([]);
			await smaller();
			await page.setViewportSize(look.viewport);
		}

		await member.goto(`/journeys/${journey.id}`);
		await member.locator(`[data-touchpoint-id="${touchpoint!.id}"] button`).first().tap();
		const inspector = member.getByRole('complementary');
		for (const index of [0, 1, 2]) {
			await inspector.getByRole('tab').nth(index).tap();
			await expect(inspector.locator('[aria-busy=true]')).toHaveCount(0);
			expect(await inspector.evaluate((one) => one.scrollWidth - one.clientWidth), `tab ${index} ${locale}`).toBe(0);
		}
		await inspector.getByRole('button', { name: /^(Close|关闭)$/ }).tap();
		await member.locator('button[aria-haspopup]').filter({ hasText: '30' }).tap();
		const smaller = await largeLetters(member, 24);
		await expect(member.getByRole('dialog')).toBeVisible();
		expect(await wordsThatDoNotFit(member), `the legend ${locale}`).toEqual([]);
		await smaller();
		await inside.close();
		await stranger.close();
	}
});
