import type { BrowserContext, Page } from '@playwright/test';
import type { Map } from './support/board.ts';
import { expect, expectAccessible, test, type Api } from './support/test.ts';

/** One screen for many people: it begins anew after each, and keeps their answers while there is no network. */

async function kiosk(api: Api) {
	const { id: journeyId } = await api.post<{ id: string }>('/journeys', {
		title: 'A screen at the exit',
		template: 'retail'
	});
	const { touchpoints } = await api.get<Map>(`/journeys/${journeyId}`);
	const touchpointId = touchpoints[0]!.id;
	const { collector } = await api.post<{ collector: { id: string; code: string } }>(
		`/touchpoints/${touchpointId}/ask`,
		{
			journeyId,
			kind: 'nps',
			channel: 'kiosk'
		}
	);
	const stages = async () => {
		const { collectors } = await api.get<{ collectors: { stages: Record<string, number> }[] }>(
			`/touchpoints/${touchpointId}/collectors`
		);
		const { views, starts, answers } = collectors[0]!.stages;
		return [views, starts, answers];
	};
	const scores = async () => {
		const { items } = await api.get<{ items: { answers: { nps: number } }[] }>(
			`/responses?collectorId=${collector.id}`
		);
		return items.map(({ answers }) => answers.nps).sort((a, b) => a - b);
	};
	return { ...collector, stages, scores };
}

async function answer(page: Page, score: number): Promise<void> {
	await page.locator(`label:has(input[value="${score}"])`).click();
	await page.locator('form button[type=submit]').click();
	await expect(page.getByRole('heading', { name: /thank/i })).toBeVisible();
}

const next = (page: Page) => page.getByRole('button', { name: 'Next person' }).click();
const waiting = (page: Page) => page.locator('[data-kiosk-waiting]');

/** The page is kept for a reload without network. */
async function isKept(page: Page, code: string): Promise<void> {
	await page.waitForFunction(
		async (address) => (await (await caches.open('wayfelt-kiosk')).match(address)) !== undefined,
		new URL(`/s/${code}`, page.url()).href
	);
}

async function screen(context: BrowserContext, code: string): Promise<Page> {
	const page = await context.newPage();
	await page.clock.install();
	await page.goto(`/s/${code}`);
	await expect(page.locator('[data-kiosk]')).toBeVisible();
	return page;
}

test('answers outlive a dead network and a reload, and arrive once', async ({ browser, api, baseURL }) => {
	const { code, scores, stages } = await kiosk(api);
	const context = await browser.newContext({ baseURL: baseURL! });
	const page = await screen(context, code);
	await answer(page, 1);
	await next(page);
	await expect.poll(scores).toEqual([1]);
	await isKept(page, code);

	await context.setOffline(true);
	await answer(page, 2);
	await expect(page.getByText('Your answer is kept here and will be sent.')).toBeVisible();
	await next(page);
	await expect(waiting(page)).toHaveText('1 answer will be sent');
	await answer(page, 3);
	await next(page);
	await expect(waiting(page)).toHaveText('2 answers will be sent');

	// The browser is started again, still without network.
	await page.reload();
	await expect(waiting(page)).toHaveText('2 answers will be sent');
	await answer(page, 4);
	await next(page);
	await expect(waiting(page)).toHaveText('3 answers will be sent');
	expect(await scores()).toEqual([1]);

	await context.setOffline(false);
	await expect(waiting(page)).toHaveText('');
	expect(await scores()).toEqual([1, 2, 3, 4]);
	expect(await stages()).toEqual([4, 4, 4]);
	await context.close();
});

test('what arrived though its receipt was lost is sent again, and counts once', async ({ browser, api, baseURL }) => {
	const { code, scores, stages } = await kiosk(api);
	const context = await browser.newContext({ baseURL: baseURL!, serviceWorkers: 'block' });
	const page = await screen(context, code);
	let lost = 0;
	await page.route('**/kiosk', async (route) => {
		await route.fetch();
		lost++;
		await route.abort('connectionreset');
	});
	await answer(page, 7);
	await next(page);
	await expect.poll(() => lost).toBe(1);
	await expect(waiting(page)).toHaveText('1 answer will be sent');
	expect(await scores()).toEqual([7]);
	// Somebody's sign-in page is no receipt either.
	await page.unroute('**/kiosk');
	await page.route('**/kiosk', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Hotel</h1>' }));
	const asked = page.waitForResponse('**/kiosk');
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await asked;
	await expect(waiting(page)).toHaveText('1 answer will be sent');
	await page.unroute('**/kiosk');
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await expect(waiting(page)).toHaveText('');
	expect(await scores()).toEqual([7]);
	expect(await stages()).toEqual([1, 1, 1]);
	await context.close();
});

test('begins anew after the thank-you, and when somebody leaves; nothing of them is left', async ({
	browser,
	api,
	baseURL
}) => {
	const { code, scores, stages } = await kiosk(api);
	const context = await browser.newContext({ baseURL: baseURL! });
	const page = await screen(context, code);
	await expectAccessible(page, 'a kiosk');
	await answer(page, 9);
	await expect(page.getByText('Begins anew in 8 s')).toBeVisible();
	await expectAccessible(page, 'a kiosk’s thank-you');
	await page.clock.runFor(8000);
	await expect(page.locator('form')).toBeVisible();
	await expect(page.locator('form input:checked')).toHaveCount(0);

	// Half-typed, and gone.
	await page.locator('label:has(input[value="5"])').click();
	await page.locator('textarea').fill('Nobody else should read this');
	await page.clock.runFor(46_000);
	await expect(page.getByRole('alert').filter({ hasText: 'Nobody there?' })).toBeVisible();
	// A touch keeps it.
	await page.locator('textarea').press('End');
	await expect(page.getByRole('alert').filter({ hasText: 'Nobody there?' })).toBeHidden();
	await page.clock.runFor(61_000);
	await expect(page.locator('form input:checked')).toHaveCount(0);
	await expect(page.locator('textarea')).toHaveValue('');
	await expect.poll(stages).toEqual([2, 2, 1]);
	expect(await scores()).toEqual([9]);
	await context.close();
});

test('tried out it counts nothing, and a phone’s page loads nothing of it', async ({ browser, api, baseURL }) => {
	const { code, scores, stages } = await kiosk(api);
	const context = await browser.newContext({ baseURL: baseURL! });
	const page = await screen(context, `${code}?test`);
	const sent = page.waitForResponse('**/kiosk');
	await answer(page, 2);
	await sent;
	await expect(waiting(page)).toHaveText('');
	expect(await stages()).toEqual([0, 0, 0]);
	expect(await scores()).toHaveLength(1);
	await context.close();
});

test('a browser that keeps nothing any more loses no answer', async ({ browser, api, baseURL }) => {
	const { code, scores } = await kiosk(api);
	const context = await browser.newContext({ baseURL: baseURL! });
	await context.addInitScript(() => {
		// A disk that is full.
		IDBObjectStore.prototype.put = () => {
			throw new DOMException('full', 'QuotaExceededError');
		};
	});
	const page = await screen(context, code);
	await context.setOffline(true);
	await answer(page, 6);
	await expect(waiting(page)).toHaveText('1 answer will be sent');
	await next(page);
	await expect(page.locator('form button[type=submit]')).toBeVisible();
	await context.setOffline(false);
	await page.clock.runFor(70_000);
	await expect(waiting(page)).toHaveText('');
	await expect.poll(scores).toEqual([6]);
	await context.close();
});

test('paused it says so when nobody is there, and goes on by itself', async ({ browser, api, baseURL }) => {
	const { id, code, scores } = await kiosk(api);
	const context = await browser.newContext({ baseURL: baseURL! });
	const page = await screen(context, code);
	await api.patch(`/collectors/${id}`, { status: 'paused' });
	// Who had the page open may finish.
	await answer(page, 8);
	await expect.poll(scores).toEqual([8]);
	await next(page);
	await expect(page.getByRole('heading', { name: /paused/i })).toBeVisible();
	await expect(page.locator('form')).toHaveCount(0);
	await page.mouse.click(100, 100);
	await api.patch(`/collectors/${id}`, { status: 'open' });
	await page.clock.runFor(61_000);
	await expect(page.locator('form')).toBeVisible();
	await answer(page, 9);
	await expect.poll(scores).toEqual([8, 9]);
	await context.close();
});

test('tabs of one kiosk without network: what each kept arrives once, also what a closed one left', async ({
	browser,
	api,
	baseURL
}) => {
	const { code, scores, stages } = await kiosk(api);
	const context = await browser.newContext({ baseURL: baseURL!, serviceWorkers: 'block' });
	const [one, other, closed] = [
		await screen(context, code),
		await screen(context, code),
		await screen(context, code)
	] as const;
	await context.setOffline(true);
	// More than are handed in at once.
	const given = Array.from({ length: 22 }, (_, at) => at % 11);
	for (const [at, score] of given.entries()) {
		const tab = at % 2 === 0 ? one : other;
		await answer(tab, score);
		await next(tab);
	}
	await answer(closed, 5);
	await closed.close();
	// Looked at again, a tab knows what another has kept.
	for (const tab of [one, other]) {
		await tab.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
		await expect(waiting(tab)).toHaveText('23 answers will be sent');
	}

	// Both hand in the same at the same time.
	const asking = new Set<Page>();
	const both = Promise.withResolvers<void>();
	await context.route('**/kiosk', async (route) => {
		asking.add(route.request().frame().page());
		if (asking.size === 2) both.resolve();
		await both.promise;
		await route.continue();
	});
	await context.setOffline(false);
	for (const tab of [one, other]) await expect(waiting(tab)).toHaveText('', { timeout: 20_000 });
	expect(asking.size).toBe(2);
	expect(await scores()).toEqual([...given, 5].sort((a, b) => a - b));
	expect(await stages()).toEqual([23, 23, 23]);
	await context.close();
});
