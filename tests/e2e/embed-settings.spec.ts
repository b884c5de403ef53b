import type { Map } from './support/board.ts';
import { Site } from './support/site.ts';
import { expect, expectAccessible, test } from './support/test.ts';

/** How a survey gets onto a website: its settings, what the page says along, the line to copy. */

let site: Site;
test.beforeAll(async () => {
	site = await Site.open();
});
test.afterAll(() => site.close());

test('the settings make the line, keep what is wrong, and what is tried out never counts', async ({
	owner,
	api,
	baseURL
}) => {
	const { id, code, journeyId, touchpointId } = await site.collector(api, baseURL!, { origins: [] });
	await owner.goto(`/collectors/${id}/embed`);
	await expectAccessible(owner, 'settings of a survey on websites');
	const sites = owner.getByLabel('Websites');
	await sites.fill('shop.example\nnot a site');
	await owner.getByLabel('When', { exact: true }).selectOption('After scrolling');
	await owner.getByLabel('Percent of the page seen').fill('150');
	await owner.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(sites).toBeFocused();
	await expect(owner.getByText('Not the address of a website: not a site')).toBeVisible();
	await expect(owner.getByText('A whole number from 1 to 100.')).toBeVisible();
	await sites.fill('shop.example\n*.other.example');
	await owner.getByLabel('Percent of the page seen').fill('60');
	await expect(owner.locator('code.line')).toHaveText(
		`<script src="${baseURL}/embed.js" async data-code="${code}" data-mode="slide" data-on="scroll 60"></script>`
	);
	await owner.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(owner.getByText('Saved.')).toBeVisible();
	await expect(sites).toHaveValue('https://shop.example\nhttps://*.other.example');
	expect(await api.get(`/collectors/${id}`)).toMatchObject({
		embed: { origins: ['https://shop.example', 'https://*.other.example'], trigger: { on: 'scroll', percent: 60 } }
	});

	// What is typed while it is being saved stays, and is still to be saved.
	const asked = Promise.withResolvers<void>();
	await owner.route(
		`**/api/v1/collectors/${id}`,
		async (route) => {
			const response = await route.fetch();
			await asked.promise;
			await route.fulfill({ response });
		},
		{ times: 1 }
	);
	await owner.getByRole('button', { name: 'Save', exact: true }).click();
	await sites.fill('shop.example\nthird.example');
	asked.resolve();
	await expect(owner.getByRole('button', { name: 'Save', exact: true })).toBeEnabled();
	await expect(sites).toHaveValue('shop.example\nthird.example');
	await owner.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(sites).toHaveValue('https://shop.example\nhttps://third.example');

	// Tried out with what is set, before any website is there; the answer is a test.
	const tried = owner.frameLocator('iframe[title="Your page with the survey"]');
	// Only inside our page: by itself it would show another site under our address.
	const alone = await owner.context().newPage();
	await alone.goto(`/collectors/${id}/embed/try?site=${encodeURIComponent(site.home)}`);
	await expect(alone.locator('.page').first()).toBeAttached();
	expect(await alone.locator('iframe.site').count()).toBe(0);
	await alone.close();
	// It begins anew when what is typed has rested.
	const started = () =>
		owner
			.frames()
			.find((frame) => frame.url().includes('percent%22%3A60'))
			?.evaluate(() => typeof Reflect.get(window, 'wayfelt'));
	await expect.poll(started).toBe('object');
	await expect(tried.locator('.page').first()).toBeAttached();
	await owner.getByRole('button', { name: 'Ask now' }).click();
	const survey = tried.frameLocator('iframe[title="Survey"]');
	await expect(survey.getByText('marked as a test and never counted')).toBeVisible();
	await survey.getByRole('radio', { name: /1/ }).first().check({ force: true });
	await survey.getByRole('button', { name: 'Send' }).click();
	await expect(survey.getByRole('heading', { name: 'Thank you' })).toBeVisible();
	const { items } = await api.get<{ items: readonly { mark: { reason: string; leftOut: boolean } | null }[] }>(
		`/responses?collectorId=${code && id}`
	);
	expect(items.map(({ mark }) => mark)).toEqual([{ reason: 'test', leftOut: true }]);
	const marked = await api.get<{ items: readonly unknown[] }>(`/touchpoints/${touchpointId}/marked`);
	expect(marked.items).toEqual([]);
	await api.post(`/touchpoints/${touchpointId}/marked`, { leftOut: false });
	const { touchpoints } = await api.get<{ touchpoints: Record<string, readonly { n: number }[]> }>(
		`/journeys/${journeyId}/results`
	);
	expect(touchpoints[touchpointId]?.[0]?.n ?? 0).toBe(0);
});

/** As a website's server makes it (docs/embed.md). */
test('what the page says along is declared in the settings, and stands with the answer', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const { id, code } = await site.collector(api, baseURL!, {});
	await owner.goto(`/collectors/${id}/embed`);
	await owner.getByRole('button', { name: 'Add a parameter' }).click();
	await owner.getByLabel('In the address').fill('lang');
	await owner.getByRole('button', { name: 'Save the parameters' }).click();
	await expect(owner.getByText('not one of our own')).toBeVisible();
	await owner.getByLabel('In the address').fill('order');
	await expect(owner.getByText(`/s/${code}?order=A-17`)).toBeVisible();
	await owner.getByRole('button', { name: 'Save the parameters' }).click();
	await expect(owner.getByText('Parameters saved.')).toBeVisible();
	await expectAccessible(owner, 'parameters');

	site.snippet = site.script(code, 'data-mode="slide" data-parameters="order=A-17&amp;staff=Li"');
	const { page } = await site.visit(browser);
	const frame = page.frameLocator('iframe[title="Survey"]');
	// Another language is the same page.
	await frame.getByRole('link', { name: '中文' }).click();
	await frame.getByRole('radio', { name: /5/ }).first().check({ force: true });
	await frame.getByRole('button', { name: '提交' }).click();
	await expect(frame.locator('[data-thanks]')).toBeVisible();
	const { items } = await api.get<{ items: readonly { parameters: object }[] }>(`/responses?collectorId=${id}`);
	expect(items.map(({ parameters }) => parameters)).toEqual([{ order: 'A-17' }]);
	await page.context().close();
});

test('a survey is placed on a website from its touchpoint', async ({ owner, api }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'To the web', template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${id}`);
	await api.post(`/touchpoints/${touchpoints[0]!.id}/ask`, { journeyId: id, kind: 'nps' });
	await owner.goto(`/journeys/${id}?touchpoint=${touchpoints[0]!.id}`);
	await owner.getByRole('tab', { name: /Survey/ }).click();
	await owner.getByRole('button', { name: 'On a website' }).click();
	await owner.getByRole('link', { name: 'Website settings' }).click();
	await expect(owner.getByRole('heading', { level: 1 })).toHaveText('On your website');
	await owner.getByRole('link', { name: 'Open on the map' }).click();
	await expect(owner).toHaveURL(new RegExp(`/journeys/${id}`));
	await expect(owner.getByRole('tab', { name: /Survey/ })).toBeVisible();
});
