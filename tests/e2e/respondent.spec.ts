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

test('back and send again, without JavaScript: the answer is changed, and counts once', async ({
	browser,
	api,
	baseURL
}) => {
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
	await expect(page.getByText('Your new answer has taken the place of the first.')).toBeVisible();
	await page.reload();
	const { items } = await api.get<{ items: { answers: object }[] }>(`/responses?collectorId=${collector.id}`);
	expect(items.map((item) => item.answers)).toEqual([{ nps: 3 }]);
	// A new visit is another answer: somebody else may hold the tablet.
	await page.goto(`/s/${collector.code}`);
	await choose(page, 3);
	await send(page).click();
	await page.waitForURL(/thanks/);
	expect(await answers(api, collector)).toBe(2);
	await context.close();
});

for (const javaScriptEnabled of [true, false]) {
	test(`a comment that is too long says its length, and is kept (${javaScriptEnabled ? 'with' : 'without'} script)`, async ({
		browser,
		api,
		baseURL
	}) => {
		const collector = await ask(api);
		const context = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled });
		const page = await context.newPage();
		await page.goto(`/s/${collector.code}`);
		await choose(page, 6);
		await page.getByRole('textbox').fill('好'.repeat(4213));
		await send(page).click();
		const problem = page.getByText('This text has 4213 characters; up to 4000 fit.');
		await expect(problem).toBeVisible();
		await expect(page.getByText('One answer is still missing')).toBeHidden();
		await expect(page.getByRole('textbox')).toHaveAccessibleDescription(/4213 characters/);
		await expect(page.getByRole('textbox')).toHaveValue('好'.repeat(4213));
		await expect(page.getByRole('radio', { name: '6', exact: true })).toBeChecked();
		// Nobody can see it: it is no comment, and what remains is sent.
		await page.getByRole('textbox').fill('\u200b\u00ad\ufe0f\u00a0');
		await send(page).click();
		await page.waitForURL(/thanks/);
		const { items } = await api.get<{ items: { answers: object }[] }>(`/responses?collectorId=${collector.id}`);
		expect(items.map((item) => item.answers)).toEqual([{ nps: 6 }]);
		await context.close();
	});
}

test('with script one request is enough, and what the server finds wrong is shown in the page', async ({
	browser,
	api,
	baseURL
}) => {
	const collector = await ask(api);
	const context = await browser.newContext({ baseURL: baseURL!, locale: 'en' });
	const page = await context.newPage();
	await page.goto(`/s/${collector.code}`);
	await page.getByRole('textbox').fill('typed');
	// Somebody's extension has changed the form: only the server notices.
	await page.locator('input[name=nps][value="10"]').evaluate((input: HTMLInputElement) => {
		input.value = '11';
		input.checked = true;
	});
	const asked: string[] = [];
	page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
	await send(page).click();
	await expect(page.getByText('Please choose a number from 0 to 10.')).toBeVisible();
	await expect(page.getByRole('alert')).toHaveText('Please look again at what is marked below.');
	await expect(page.getByRole('radio', { name: '0', exact: true })).toBeFocused();
	await expect(page.getByRole('textbox')).toHaveValue('typed');
	await choose(page, 7);
	await send(page).click();
	await expect(page.getByRole('heading', { name: 'Thank you' })).toBeFocused();
	await expect(page).toHaveTitle('Thank you');
	expect(asked).toEqual([`POST /s/${collector.code}`, `POST /s/${collector.code}`]);
	// A reload thanks again and sends nothing.
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
	expect(await answers(api, collector)).toBe(1);
	await context.close();
});

test('the sign-in page of a hotel’s network is no receipt', async ({ browser, api, baseURL }) => {
	const collector = await ask(api);
	const context = await browser.newContext({ baseURL: baseURL!, locale: 'en' });
	const page = await context.newPage();
	await page.goto(`/s/${collector.code}`);
	await page.route('**/s/**', (route) =>
		route.fulfill({ contentType: 'text/html', body: '<!doctype html><h1>Room number?</h1>' })
	);
	await choose(page, 4);
	await send(page).click();
	await expect(page.getByRole('status')).toContainText('kept on this device');
	await page.unroute('**/s/**');
	await page.waitForURL(/thanks/);
	expect(await answers(api, collector)).toBe(1);
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
