import type { Browser, BrowserContext, Page } from '@playwright/test';
import { OWNER } from '../support/built-app.ts';
import type { Map } from './support/board.ts';
import { expect, signedIn, test } from './support/test.ts';

/** What a page shows of a map before its own script does: drawn by the server, each thing in its place. */

const ODD = '<img src=x onerror=alert(1)> says role="none" > all';

interface Held {
	readonly page: Page;
	readonly context: BrowserContext;
	/** Lets the script come. */
	release(): Promise<void>;
}

/** A page whose script is held back. @param told the window that the server believes in */
async function held(
	browser: Browser,
	baseURL: string,
	window: { width: number; height: number },
	told: string | null
): Promise<Held> {
	const context = await signedIn(browser, OWNER, baseURL, { viewport: window });
	if (told !== null) await context.addCookies([{ name: 'wayfelt_screen', value: told, url: baseURL }]);
	const page = await context.newPage();
	let release = (): void => undefined;
	const released = new Promise<void>((resolve) => (release = resolve));
	await page.route(/\.js$/, async (route) => {
		await released;
		await route.continue();
	});
	return {
		page,
		context,
		release: async () => {
			release();
			await expect(page.locator('[data-item-id]').first()).toBeVisible();
		}
	};
}

/** What can be read in the window, and where it stands. */
const places = (page: Page, root: string) =>
	page.locator(`${root} :is(.card .title, .card .meta, .item .title, .item .meta, h2, h3, b)`).evaluateAll((all) =>
		all
			.filter((one) => one.checkVisibility())
			.map((one) => {
				const { x, y } = one.getBoundingClientRect();
				return { text: one.textContent.trim(), x: Math.round(x), y: Math.round(y) };
			})
			.filter(({ x, y }) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight)
			.sort((a, b) => a.x - b.x || a.y - b.y)
	);

/** Before its style sheets are there a page has boxes too, elsewhere, and nobody sees them. */
const dressed = (page: Page) =>
	page.waitForFunction(() => {
		const sheets = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet"]')];
		return sheets.length > 0 && document.body !== null && sheets.every(({ sheet }) => sheet !== null);
	});

async function expectSeenInPlace({ page, release }: Held, title: string): Promise<void> {
	const opening = page.locator('#opening');
	await dressed(page);
	await expect(opening.locator('.card, .item').filter({ hasText: title, visible: true })).toBeVisible();
	const before = await places(page, '#opening .map');
	expect(before.length).toBeGreaterThan(10);
	// Nothing in it is found or heard by what the map is found by.
	await expect(page.locator('[data-item-id]')).toHaveCount(0);
	await expect(page.getByRole('group')).toHaveCount(0);
	await expect(page.getByRole('status')).toHaveText('Loading the journey');
	await release();
	await expect(opening).toHaveCount(0);
	expect(await places(page, 'main')).toEqual(before);
}

test('the map is seen before the script is there, and stands where it stood when it is', async ({
	browser,
	baseURL,
	api
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Seen at once', template: 'retail' });
	const { scenes } = await api.get<Map>(`/journeys/${id}`);
	await api.post(`/journeys/${id}/touchpoints`, { sceneId: scenes[0]!.id, title: ODD });
	const small = await held(browser, baseURL!, { width: 1500, height: 820 }, '1500x820');
	await small.page.goto(`/journeys/${id}`, { waitUntil: 'commit' });
	await expectSeenInPlace(small, ODD);
	await small.context.close();
});

test('a map that is wider than the window is seen in any window, one that shares its width only where that is known', async ({
	browser,
	baseURL,
	api
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Seen in part', template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${id}`);
	const narrow = await held(browser, baseURL!, { width: 880, height: 700 }, '860x760');
	await narrow.page.goto(`/journeys/${id}`, { waitUntil: 'commit' });
	await expectSeenInPlace(narrow, touchpoints[0]!.title);
	await narrow.context.close();

	for (const [window, told] of [
		[{ width: 1600, height: 900 }, '1500x900'],
		[{ width: 390, height: 844 }, '1500x900'],
		[{ width: 390, height: 1400 }, '390x844']
	] as const) {
		const other = await held(browser, baseURL!, window, told);
		await other.page.goto(`/journeys/${id}`, { waitUntil: 'commit' });
		await expect(other.page.getByRole('status')).toHaveText('Loading the journey');
		await expect(other.page.locator('#opening .seen')).toBeHidden();
		await other.release().catch(() => undefined);
		await expect(other.page.locator('#opening')).toHaveCount(0);
		await other.context.close();
	}
});

test('on a phone the list is seen before the script is there, also by who was never here', async ({
	browser,
	baseURL,
	api
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Listed at once', template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${id}`);
	for (const told of ['390x844', null]) {
		const phone = await held(browser, baseURL!, { width: 390, height: 844 }, told);
		await phone.page.goto(`/journeys/${id}`, { waitUntil: 'commit' });
		await expectSeenInPlace(phone, touchpoints[0]!.title);
		await phone.context.close();
	}
});

test('a journey that cannot be joined says so, whatever was seen of it', async ({ browser, baseURL, api }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Seen, not joined', template: 'retail' });
	const { page, context } = await held(browser, baseURL!, { width: 1440, height: 900 }, '1440x900');
	await page.routeWebSocket(/\/collab\//, (socket) => socket.close({ code: 4404, reason: '' }));
	await page.unroute(/\.js$/);
	await page.goto(`/journeys/${id}`);
	await expect(page.getByRole('link', { name: 'All journeys' }).or(page.getByRole('button'))).not.toHaveCount(0);
	await expect(page.locator('#opening')).toHaveCount(0);
	await context.close();
});
