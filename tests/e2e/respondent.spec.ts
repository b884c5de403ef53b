import type { Page } from '@playwright/test';
import { expect, test, type Api } from './support/test.ts';

/* What a bad network, an impatient thumb and the back button do to an answer: it counts once. */

interface Asked {
	readonly id: string;
	readonly code: string;
}

async function ask(api: Api): Promise<Asked> {
	const journey = await api.post<{ id: string }>('/journeys', { title: 'Respondent', template: 'retail' });
	const map = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${journey.id}`);
	const path = `/touchpoints/${map.touchpoints[0]!.id}/ask`;
	return (await api.post<{ collector: Asked }>(path, { journeyId: journey.id, kind: 'nps' })).collector;
}

const answers = async (api: Api, collector: Asked): Promise<number> =>
	(await api.get<{ items: unknown[] }>(`/responses?collectorId=${collector.id}`)).items.length;

const choose = (page: Page, score: number) => page.getByRole('radio', { name: String(score), exact: true }).check();
const send = (page: Page) => page.getByRole('button', { name: 'Send' });

test('back and send again, without JavaScript', async ({ browser, api, baseURL }) => {
	const collector = await ask(api);
	const context = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`/s/${collector.code}`);
	await choose(page, 7);
	await send(page).click();
	await page.waitForURL(/thanks/);
	await page.goBack();
	await choose(page, 3);
	await send(page).click();
	await page.waitForURL(/thanks/);
	await page.reload();
	expect(await answers(api, collector)).toBe(1);
	// A new visit is another answer: somebody else may hold the tablet.
	await page.goto(`/s/${collector.code}`);
	await choose(page, 3);
	await send(page).click();
	await page.waitForURL(/thanks/);
	expect(await answers(api, collector)).toBe(2);
	await context.close();
});

test('nothing chosen: said in the language of the survey, and gone with the choice', async ({
	browser,
	api,
	baseURL
}) => {
	const collector = await ask(api);
	const context = await browser.newContext({ baseURL: baseURL!, locale: 'zh-CN' });
	const page = await context.newPage();
	await page.goto(`/s/${collector.code}?lang=en`);
	await page.getByRole('textbox').fill('Typed before choosing');
	await send(page).click();
	const problem = page.getByText('Please choose an answer.');
	await expect(problem).toBeVisible();
	await expect(page.getByRole('radiogroup')).toHaveAccessibleDescription(/Please choose an answer/);
	await expect(page.getByRole('radio', { name: '0', exact: true })).toBeFocused();
	await choose(page, 6);
	await expect(problem).toBeHidden();
	await send(page).click();
	await page.waitForURL(/thanks/);
	const { items } = await api.get<{ items: { answers: object }[] }>(`/responses?collectorId=${collector.id}`);
	expect(items.map(({ answers }) => answers)).toEqual([{ nps: 6, comment: 'Typed before choosing' }]);
	await context.close();
});

test('a double tap', async ({ browser, api, baseURL }) => {
	const collector = await ask(api);
	const context = await browser.newContext({ baseURL: baseURL! });
	const page = await context.newPage();
	await page.goto(`/s/${collector.code}`);
	await choose(page, 9);
	await send(page).dblclick();
	await page.waitForURL(/thanks/);
	expect(await answers(api, collector)).toBe(1);
	await context.close();
});

test('an answer whose receipt was lost is sent again after a reload, and counts once', async ({
	browser,
	api,
	baseURL
}) => {
	const collector = await ask(api);
	const context = await browser.newContext({ baseURL: baseURL! });
	const page = await context.newPage();
	await page.goto(`/s/${collector.code}`);
	await page.route('**/s/**', async (route) => {
		if (route.request().method() !== 'POST') return route.continue();
		// The server commits; the browser never hears of it.
		await route.fetch({ maxRedirects: 0 });
		await route.abort();
	});
	await choose(page, 4);
	await send(page).click();
	await expect(page.getByRole('status')).toContainText('kept on this device');
	expect(await answers(api, collector)).toBe(1);
	await page.unroute('**/s/**');
	await page.reload();
	await page.waitForURL(/thanks/);
	expect(await answers(api, collector)).toBe(1);
	expect(await page.evaluate(() => localStorage.length)).toBe(0);
	await context.close();
});

test('half an answer outlives a reload and a change of language', async ({ browser, api, baseURL }) => {
	const collector = await ask(api);
	const context = await browser.newContext({ baseURL: baseURL! });
	const page = await context.newPage();
	await page.goto(`/s/${collector.code}`);
	await choose(page, 2);
	await page.locator('textarea').fill('half a thought');
	await page.reload();
	await expect(page.getByRole('radio', { name: '2', exact: true })).toBeChecked();
	await page.getByRole('link', { name: '中文' }).click();
	await expect(page.locator('textarea')).toHaveValue('half a thought');
	await page.getByRole('button', { name: '提交' }).click();
	await page.waitForURL(/thanks\?lang=zh-CN/);
	expect(await answers(api, collector)).toBe(1);
	await context.close();
});

test('whoever opened the page in time may finish after it closed', async ({ browser, api, baseURL }) => {
	const collector = await ask(api);
	const context = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`/s/${collector.code}`);
	await api.patch(`/collectors/${collector.id}`, { status: 'closed' });
	await choose(page, 10);
	await send(page).click();
	await page.waitForURL(/thanks/);
	expect(await answers(api, collector)).toBe(1);
	await context.close();
});

test('in-app browsers that hide where a form comes from may answer', async ({ api, baseURL }) => {
	const collector = await ask(api);
	for (const headers of [
		{ origin: 'null' },
		{ origin: 'https://servicewechat.com' },
		{},
		{ cookie: 'wayfelt_session=x', origin: 'null' }
	]) {
		const page = await (await fetch(`${baseURL}/s/${collector.code}`)).text();
		const response = /name="response" value="([^"]+)"/.exec(page)![1]!;
		const sent = await fetch(`${baseURL}/s/${collector.code}`, {
			method: 'POST',
			redirect: 'manual',
			headers: headers as Record<string, string>,
			body: new URLSearchParams({ response, nps: '6' })
		});
		expect(sent.status).toBe(303);
		expect(sent.headers.get('location')).toMatch(new RegExp(`^/s/${collector.code}/thanks`));
	}
	expect(await answers(api, collector)).toBe(4);
});
