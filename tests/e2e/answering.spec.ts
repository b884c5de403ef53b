import { expect, test, type Api } from './support/test.ts';

interface Asked {
	readonly collector: { readonly id: string; readonly code: string };
}

async function ask(
	api: Api,
	kind: string
): Promise<{ journey: string; touchpoint: string; code: string; collector: string }> {
	const journey = await api.post<{ id: string }>('/journeys', { title: `Answering ${kind}`, template: 'retail' });
	const map = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${journey.id}`);
	const touchpoint = map.touchpoints[0]!.id;
	const { collector } = await api.post<Asked>(`/touchpoints/${touchpoint}/ask`, { journeyId: journey.id, kind });
	return { journey: journey.id, touchpoint, code: collector.code, collector: collector.id };
}

/** How many answers the journey counts. */
async function counted(api: Api, journey: string): Promise<number> {
	const results = await api.get<{ journey: { n: number }[] }>(`/journeys/${journey}/results`);
	return results.journey.reduce((sum, score) => sum + score.n, 0);
}

for (const [locale, submit, thanks] of [
	['zh-CN', '提交', '谢谢'],
	['en-US', 'Send', 'Thank you']
] as const) {
	test(`a phone without JavaScript answers in ${locale}`, async ({ browser, api, baseURL }) => {
		const { code, journey } = await ask(api, 'nps');
		const context = await browser.newContext({
			baseURL: baseURL!,
			locale,
			javaScriptEnabled: false,
			viewport: { width: 390, height: 760 },
			hasTouch: true,
			isMobile: true
		});
		const page = await context.newPage();
		await page.goto(`/s/${code}`);
		expect(await counted(api, journey), 'looking counts nothing').toBe(0);

		// Two rows on a narrow phone, each target at least 44 px.
		const rows = new Set<number>();
		for (const option of await page.locator('label:has(input[name=nps])').all()) {
			const box = (await option.boundingBox())!;
			rows.add(Math.round(box.y));
			expect(box.width).toBeGreaterThanOrEqual(44);
			expect(box.height).toBeGreaterThanOrEqual(44);
		}
		expect(rows.size).toBe(2);

		// Nothing chosen: told so, and the comment stays.
		await page.locator('textarea[name=comment]').fill('排队太久 long queue');
		await page.getByRole('button', { name: submit }).click();
		await expect(page.locator('textarea[name=comment]')).toHaveValue('排队太久 long queue');
		expect(await counted(api, journey)).toBe(0);

		await page.locator('label:has(input[name=nps][value="9"])').click();
		const response = page.locator('input[name=response]');
		const id = await response.inputValue();
		await page.getByRole('button', { name: submit }).click();
		await expect(page.getByText(thanks).first()).toBeVisible();
		expect(await counted(api, journey)).toBe(1);

		// The same id again – back button, double tap, retry – counts once.
		const again = await context.request.post(`/s/${code}`, {
			form: { response: id, nps: '9', comment: '排队太久 long queue' },
			headers: { origin: baseURL! },
			maxRedirects: 0
		});
		expect(again.status()).toBe(303);
		await page.goBack();
		await page.goForward();
		expect(await counted(api, journey)).toBe(1);
		await context.close();
	});
}

test('the language can be switched by hand', async ({ browser, api, baseURL }) => {
	const { code } = await ask(api, 'csat');
	const context = await browser.newContext({ baseURL: baseURL!, locale: 'zh-CN', javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`/s/${code}`);
	await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
	await page.getByRole('link', { name: 'English' }).click();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	await context.close();
});

test('unknown and closed codes get a kind page and the right status', async ({ browser, api, baseURL }) => {
	const { code, collector, journey } = await ask(api, 'ces-ease7');
	const owner = await browser.newContext({ baseURL: baseURL! });
	const page = await owner.newPage();
	expect((await page.goto('/s/nosuchcode12'))!.status()).toBe(404);
	await expect(page.getByRole('heading')).toBeVisible();

	await api.patch(`/collectors/${collector}`, { status: 'closed' });
	expect((await page.goto(`/s/${code}`))!.status()).toBe(410);
	await expect(page.getByRole('heading')).toBeVisible();
	expect(await counted(api, journey)).toBe(0);
	await owner.close();
});

/** What comes a second later, when nobody waits (survey-runner/visit.ts). */
const isLater = (url: string): boolean => /\/seen$|\/visit-[^/]+$/.test(url);

test('the whole respondent page is at most 20 KB', async ({ browser, api, baseURL }) => {
	const { code } = await ask(api, 'nps');
	for (const locale of ['en', 'zh-CN']) {
		const context = await browser.newContext({ baseURL: baseURL!, locale });
		const page = await context.newPage();
		let bytes = 0;
		let travelled = 0;
		const refused: string[] = [];
		page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
		const loaded: Promise<void>[] = [];
		page.on('response', (response) => {
			if (isLater(response.url())) return;
			loaded.push(response.body().then((body) => void (bytes += body.length)));
			loaded.push(
				response
					.request()
					.sizes()
					.then((sizes) => void (travelled += sizes.responseHeadersSize + sizes.responseBodySize))
			);
		});
		await page.goto(`/s/${code}`, { waitUntil: 'networkidle' });
		await Promise.all(loaded);
		// It carries its styles in itself; what it linked would be refused by its own policy.
		await expect(page.locator('link[rel=stylesheet]')).toHaveCount(0);
		expect(refused).toEqual([]);
		expect(bytes).toBeGreaterThan(1000);
		expect(bytes, 'document, style and script, uncompressed').toBeLessThanOrEqual(20 * 1024);
		expect(travelled, `the same as it travels, with all headers: ${locale}`).toBeLessThanOrEqual(5.25 * 1024);
		await context.close();
	}
});

test('pages travel compressed: what must come before anybody can answer in at most 4 KB, with its script in 5', async ({
	browser,
	api,
	baseURL
}) => {
	const { code } = await ask(api, 'nps');
	for (const locale of ['en', 'zh-CN']) {
		const context = await browser.newContext({ baseURL: baseURL!, locale });
		const page = await context.newPage();
		const arrived: Promise<{ page: boolean; headers: number; body: number }>[] = [];
		page.on('requestfinished', (request) => {
			if (isLater(request.url())) return;
			arrived.push(
				request.sizes().then((sizes) => ({
					page: request.isNavigationRequest(),
					headers: sizes.responseHeadersSize,
					body: sizes.responseBodySize
				}))
			);
		});
		await page.goto(`/s/${code}`, { waitUntil: 'networkidle' });
		const all = await Promise.all(arrived);
		const shown = all.find((one) => one.page)!;
		expect(all, 'no icon, no styles apart').toHaveLength(2);
		expect(shown.body).toBeGreaterThan(1000);
		expect(shown.headers + shown.body, 'with headers').toBeLessThanOrEqual(4 * 1024);
		expect(all.reduce((sum, one) => sum + one.body, 0)).toBeLessThanOrEqual(5 * 1024);
		await context.close();
	}
});

test('an answer given while the server is busy, then the network dead, says so and arrives later, once', async ({
	browser,
	api,
	baseURL
}) => {
	const { code, journey } = await ask(api, 'nps');
	const context = await browser.newContext({ baseURL: baseURL!, viewport: { width: 390, height: 760 } });
	const page = await context.newPage();
	await page.goto(`/s/${code}`);
	await page.locator('label:has(input[name=nps][value="3"])').click();
	const busy = (request: URL): boolean => request.searchParams.has('send');
	await page.route(busy, (route) => route.fulfill({ status: 503, headers: { 'retry-after': '5' }, body: '' }));
	await page.locator('form button[type=submit]').click();
	await expect(page.locator('form button[type=submit]')).toHaveText('Waiting for the server');
	await expect(page.getByRole('status').filter({ hasText: 'The server is busy.' })).toBeVisible();
	await context.setOffline(true);
	await page.unroute(busy);
	await expect(
		page
			.locator('[role=status],[role=alert]')
			.filter({ hasText: /network|connection|offline/i })
			.first()
	).toBeVisible();
	await expect(page.locator('form button[type=submit]')).toHaveText('Waiting for the network');
	expect(await counted(api, journey)).toBe(0);
	await context.setOffline(false);
	await expect(page.getByText('Thank you').first()).toBeVisible({ timeout: 30_000 });
	expect(await counted(api, journey)).toBe(1);
	await context.close();
});
