import { Site, stored } from './support/site.ts';
import { expect, test } from './support/test.ts';

/** Surveys on other websites: a site of its own, with a strict policy, on an origin of its own. */

let site: Site;
test.beforeAll(async () => {
	site = await Site.open();
});
test.afterAll(() => site.close());

test('nothing is asked for and nothing stored before it is triggered; an answer counts; then the visitor is left alone', async ({
	api,
	browser,
	baseURL
}) => {
	const { code, journeyId, touchpointId } = await site.collector(api, baseURL!, {});
	site.snippet = site.script(code, 'data-mode="slide" data-on="event ready"');
	const { page, asked, refused } = await site.visit(browser);
	await expect.poll(() => page.evaluate(() => typeof Reflect.get(window, 'wayfelt'))).toBe('object');
	await page.evaluate(() =>
		document.addEventListener('wayfelt:answered', () => document.body.classList.add('answered'))
	);
	expect(asked).toEqual(['/embed.js']);
	expect(await stored(page)).toEqual([]);

	await page.evaluate(() => (Reflect.get(window, 'wayfelt') as { track(name: string): void }).track('ready'));
	const card = page.getByRole('dialog', { name: 'Survey' });
	await expect(card).toBeVisible();
	// It comes unasked: whoever is typing goes on typing.
	expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
	const frame = page.frameLocator('iframe[title="Survey"]');
	await frame.getByRole('radio', { name: /5/ }).first().check({ force: true });
	const higher = await page.locator('iframe').evaluate((element) => element.getBoundingClientRect().height);
	await frame.getByRole('button', { name: 'Send' }).click();
	await expect(frame.getByRole('heading', { name: 'Thank you' })).toBeVisible();
	await expect(page.locator('body.answered')).toBeAttached();
	// As high as what it holds.
	await expect
		.poll(() => page.locator('iframe').evaluate((element) => element.getBoundingClientRect().height))
		.toBeLessThan(higher);
	await page.getByRole('button', { name: 'Close' }).click();
	await expect(card).toHaveCount(0);
	expect(refused).toEqual([]);
	const { touchpoints } = await api.get<{ touchpoints: Record<string, readonly { n: number }[]> }>(
		`/journeys/${journeyId}/results?channel=embed`
	);
	expect(touchpoints[touchpointId]![0]!.n).toBe(1);

	// Asked once, and no survey asks again for thirty days.
	expect(await stored(page)).toEqual([`wayfelt:${site.wayfelt}`]);
	await page.reload();
	await page.evaluate(() => (Reflect.get(window, 'wayfelt') as { track(name: string): void }).track('ready'));
	expect(await page.locator('iframe').count()).toBe(0);
	// The site may.
	await page.evaluate(() => (Reflect.get(window, 'wayfelt') as { show(): void }).show());
	await expect(page.getByRole('dialog', { name: 'Survey' })).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page.locator('iframe')).toHaveCount(0);
	await page.context().close();
});

test('a website that is not named shows nothing, and is told why', async ({ api, browser, baseURL }) => {
	const { code } = await site.collector(api, baseURL!, { origins: ['https://shop.example'] });
	site.snippet = site.script(code, 'data-mode="slide"');
	const page = await (await browser.newContext()).newPage();
	await page.clock.install();
	const said: string[] = [];
	page.on('console', (message) => said.push(message.text()));
	await page.goto(site.home);
	await expect(page.locator('iframe')).toHaveCount(1);
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect.poll(() => said.some((text) => /frame-ancestors|refused to display|Framing/i.test(text))).toBe(true);
	await page.clock.runFor(21_000);
	await expect(page.locator('iframe')).toHaveCount(0);
	expect(said.join('\n')).toContain(`is ${site.home} among its websites?`);
	expect(await stored(page)).toEqual([]);
	await page.context().close();
});

test('as a pop-up, a tab and a part of the page; on the pages that are named', async ({ api, browser, baseURL }) => {
	const { code } = await site.collector(api, baseURL!, {});
	site.snippet = site.script(code, 'data-mode="popup" data-on="click .ask"');
	const pop = await site.visit(browser);
	await pop.page.getByRole('button', { name: 'Say it' }).click();
	const dialog = pop.page.getByRole('dialog', { name: 'Survey' });
	await expect(dialog).toBeFocused();
	// Modal: what is behind it cannot be pressed.
	expect(await dialog.evaluate((element) => element.matches(':modal'))).toBe(true);
	await pop.page.keyboard.press('Escape');
	await expect(dialog).toHaveCount(0);
	await expect(pop.page.getByRole('button', { name: 'Say it' })).toBeFocused();
	expect(pop.refused).toEqual([]);
	await pop.page.context().close();

	site.snippet = site.script(code, 'data-mode="tab" data-side="left" data-label="Tell us" data-lang="zh-CN"');
	const tab = await site.visit(browser);
	const button = tab.page.getByRole('button', { name: 'Tell us' });
	expect((await button.boundingBox())!.x).toBe(0);
	expect(tab.asked).toEqual(['/embed.js']);
	await button.click();
	await expect(tab.page.getByRole('dialog', { name: '问卷' })).toBeVisible();
	await expect(tab.page.frameLocator('iframe').getByRole('button', { name: '提交' })).toBeVisible();
	await tab.page.getByRole('button', { name: '关闭' }).click();
	await expect(button).toBeFocused();
	await tab.page.context().close();

	// Room is kept: nothing moves when it comes.
	site.snippet = site.script(code, 'data-mode="inline" data-height="520"');
	const inline = await site.visit(browser);
	const after = await inline.page.locator('#after').evaluate((element) => element.getBoundingClientRect().top);
	await expect(inline.page.frameLocator('iframe').getByRole('button', { name: 'Send' })).toBeVisible();
	const height = await inline.page.locator('iframe').evaluate((element) => element.getBoundingClientRect().height);
	expect(height).toBeGreaterThan(200);
	const moved =
		(await inline.page.locator('#after').evaluate((element) => element.getBoundingClientRect().top)) - after;
	expect(moved).toBeLessThanOrEqual(Math.max(0, height - 520) + 1);
	await inline.page.context().close();

	// Without days of rest it comes once in a view of the page, and again in the next.
	site.snippet = site.script(code, 'data-mode="slide" data-on="event ready" data-pause="0"');
	const again = await site.visit(browser);
	const track = () =>
		again.page.evaluate(() => (Reflect.get(window, 'wayfelt') as { track(name: string): void }).track('ready'));
	await track();
	await again.page.getByRole('button', { name: 'Close' }).click();
	await track();
	expect(await again.page.locator('iframe').count()).toBe(0);
	await again.page.reload();
	await track();
	await expect(again.page.getByRole('dialog', { name: 'Survey' })).toBeVisible();
	await again.page.context().close();

	site.snippet = site.script(code, 'data-mode="slide" data-only="/cart*"');
	const elsewhere = await site.visit(browser);
	expect(await elsewhere.page.locator('iframe').count()).toBe(0);
	await elsewhere.page.goto(`${site.home}/cart/paid`);
	await expect(elsewhere.page.getByRole('dialog', { name: 'Survey' })).toBeVisible();
	await elsewhere.page.context().close();
});
