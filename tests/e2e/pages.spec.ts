import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { builtEntries } from '../security/built-routes.ts';
import { OWNER } from '../support/built-app.ts';
import { colleague } from './support/colleague.ts';
import { largeLetters, wordsThatDoNotFit } from './support/letters.ts';
import { expect, expectAccessible, hydrating, signedIn, test, type Api } from './support/test.ts';

/**
 * Every page of the build, each loaded once in a look: axe (WCAG 2.2 AA, no exceptions list), then WCAG 1.4.10, that it
 * is no wider than a screen of 320 px. The list of pages is read from the build; a page that needs an id gets one here.
 */
const pages = (await builtEntries()).filter((entry) => entry.method === 'page').map((entry) => entry.route);

interface Look extends BrowserContextOptions {
	readonly locale: 'en-US' | 'zh-CN';
	readonly viewport: { width: number; height: number };
}
// Colours in the middle of a transition are nobody's colours.
const DESK: Look = {
	locale: 'en-US',
	colorScheme: 'light',
	viewport: { width: 1440, height: 900 },
	reducedMotion: 'reduce'
};
const PHONE: Look = {
	locale: 'zh-CN',
	colorScheme: 'dark',
	viewport: { width: 390, height: 844 },
	reducedMotion: 'reduce',
	hasTouch: true,
	isMobile: true
};

/** The smallest screen, on which a window of 1280 px at four times the size is as wide. */
const NARROW = { width: 320, height: 640 };

/** Pages for people who are not signed in. */
const outside = /^\/(\(auth\)|s\/|share\/)/;
/**
 * Shown only before there is an owner, and in the demo; identity.spec.ts, unsent.spec.ts and demo-phone.spec.ts go
 * through them.
 */
const elsewhere = new Set([
	'/(auth)/setup',
	'/(auth)/no-workspace',
	'/(app)/demo/phone',
	// Takes a platform that was sent something; walked through in the demo.
	'/(app)/settings/channels/[kind]/send/[round]'
]);

interface World {
	readonly journey: string;
	readonly touchpoint: string;
	/** One address for every page, and one of the respondent page for every kind of question. */
	readonly addresses: readonly { readonly path: string; readonly isOutside: boolean }[];
}

async function makeWorld(api: Api, browser: Browser, baseURL: string): Promise<World> {
	const { id: journey } = await api.post<{ id: string }>('/journeys', { title: 'Every page', template: 'retail' });
	const map = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${journey}`);
	const touchpoint = map.touchpoints[0]!.id;
	const asked = await Promise.all(
		['nps', 'csat', 'ces-ease7'].map((kind) =>
			api.post<{ survey: { id: string }; collector: { code: string } }>(`/touchpoints/${touchpoint}/ask`, {
				journeyId: journey,
				kind
			})
		)
	);
	const web = await api.post<{ collector: { id: string } }>(`/touchpoints/${touchpoint}/ask`, {
		journeyId: journey,
		kind: 'ces-effort5',
		channel: 'embed'
	});
	const { token } = await api.post<{ token: string }>('/invitations', { role: 'viewer' });
	const shared = await api.post<{ token: string }>('/share-links', { shown: { journeys: [journey] } });
	// Long words in the tables, whatever else the workspace holds: an address, and a run that a later one made up for.
	const { context } = await colleague(browser, api, baseURL, { name: '林晓', role: 'viewer' });
	await context.close();
	const run = { fileName: 'answers.csv', kind: 'csat', total: 1, touchpointIds: [touchpoint], language: 'en' };
	await api.post('/imports', run);
	const { id } = await api.post<{ id: string }>('/imports', run);
	await api.post(`/imports/${id}/rows`, { rows: [{ row: 1, key: 'a', touchpointId: touchpoint, score: 4 }] });
	await api.post(`/imports/${id}/finish`, {});
	const ids: Readonly<Record<string, string>> = {
		'journeys/[id]': `journeys/${journey}`,
		'touchpoints/[id]': `touchpoints/${touchpoint}`,
		'collectors/[id]': `collectors/${web.collector.id}`,
		'surveys/[id]': `surveys/${asked[0]!.survey.id}`,
		'channels/[kind]': 'channels/wechat',
		'share/[token]': `share/${shared.token}`,
		'[token]': token
	};
	const addresses = pages
		.filter((route) => !elsewhere.has(route))
		.flatMap((route) => {
			const codes = route.includes('[code]') ? asked.map(({ collector }) => collector.code) : [''];
			return codes.map((code) => {
				const bare = route.replaceAll(/\/\([^)]+\)/g, '').replace('[code]', code) || '/';
				const path = Object.entries(ids).reduce((path, [name, id]) => path.replace(name, id), bare);
				return { path, isOutside: outside.test(route) };
			});
		});
	return { journey, touchpoint, addresses };
}

/** A signed-in member's page and a stranger's, looking like that. */
async function visitors(browser: Browser, baseURL: string, look: Look) {
	const contexts: BrowserContext[] = [
		await signedIn(browser, OWNER, baseURL, look),
		await browser.newContext({ baseURL, ...look })
	];
	const [member, stranger] = await Promise.all(contexts.map(async (one) => hydrating(await one.newPage())));
	return { member: member!, stranger: stranger!, close: () => Promise.all(contexts.map((one) => one.close())) };
}

async function expectGood(page: Page, path: string, look: Look): Promise<void> {
	const response = await page.goto(path);
	expect(await page.locator('html').getAttribute('lang'), path).toBe(look.locale === 'zh-CN' ? 'zh-CN' : 'en');
	expect(response!.status(), path).toBeLessThan(400);
	await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
	await expectAccessible(page, `${path} ${look.locale}`);
	await page.setViewportSize(NARROW);
	await expectWidth(page, NARROW.width, `${path} ${look.locale}`);
}

/** Of the page, once it is laid out for that width. */
async function expectWidth(page: Page, px: number, what: string): Promise<void> {
	await page.waitForFunction((width) => matchMedia(`(width: ${width}px)`).matches, px);
	// What is drawn after the layout, by a ResizeObserver, is there in the frame after the next.
	const width = await page.evaluate(
		() =>
			new Promise<number>((done) =>
				requestAnimationFrame(() => requestAnimationFrame(() => done(document.documentElement.scrollWidth)))
			)
	);
	expect(width, what).toBe(px);
}

test('every page is accessible on a desk, and no wider than 320 px', async ({ browser, api, baseURL }) => {
	test.setTimeout(300_000);
	const { addresses } = await makeWorld(api, browser, baseURL!);
	const { member, stranger, close } = await visitors(browser, baseURL!, DESK);
	for (const { path, isOutside } of addresses) {
		const page = isOutside ? stranger : member;
		await page.setViewportSize(DESK.viewport);
		await expectGood(page, path, DESK);
	}
	await close();
});

test('every page is accessible on a Chinese phone in the dark, no wider than 320 px, and fits with large letters', async ({
	browser,
	api,
	baseURL
}) => {
	test.setTimeout(300_000);
	const { addresses, journey, touchpoint } = await makeWorld(api, browser, baseURL!);
	const { member, stranger, close } = await visitors(browser, baseURL!, PHONE);
	for (const { path, isOutside } of addresses) {
		const page = isOutside ? stranger : member;
		await page.setViewportSize(PHONE.viewport);
		await expectGood(page, path, PHONE);
		await page.setViewportSize({ width: 390, height: 640 });
		const smaller = await largeLetters(page, 24);
		await expectWidth(page, 390, `${path} with large letters`);
		expect(await wordsThatDoNotFit(page), `${path} with large letters`).toEqual([]);
		await smaller();
	}
	await expectInspectorFits(member, journey, touchpoint);
	await close();
	// English words are longer.
	const english = await visitors(browser, baseURL!, { ...PHONE, locale: 'en-US' });
	await expectInspectorFits(english.member, journey, touchpoint);
	await english.close();
});

async function expectInspectorFits(page: Page, journey: string, touchpoint: string): Promise<void> {
	await page.setViewportSize(NARROW);
	await page.goto(`/journeys/${journey}`);
	await page.locator(`[data-touchpoint-id="${touchpoint}"] button`).first().tap();
	const inspector = page.getByRole('complementary');
	for (const index of [0, 1, 2]) {
		await inspector.getByRole('tab').nth(index).tap();
		await expect(inspector.locator('[aria-busy=true]')).toHaveCount(0);
		expect(await inspector.evaluate((one) => one.scrollWidth - one.clientWidth), `tab ${index}`).toBe(0);
	}
	await inspector.getByRole('button', { name: /^(Close|关闭)$/ }).tap();
	await page.locator('button[aria-haspopup]').filter({ hasText: '30' }).tap();
	const smaller = await largeLetters(page, 24);
	await expect(page.getByRole('dialog')).toBeVisible();
	expect(await wordsThatDoNotFit(page), 'the legend').toEqual([]);
	await smaller();
}
