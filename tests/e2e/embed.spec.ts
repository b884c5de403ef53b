import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from '@playwright/test';
import type { EmbedSettings } from '../../src/domain/survey/embed.ts';
import type { Map } from './support/board.ts';
import { expect, expectAccessible, test, type Api } from './support/test.ts';

/** Surveys on other websites: a site of its own, with a strict policy, on an origin of its own. */

const usual = {
	origins: [],
	mode: 'slide',
	trigger: { on: 'now' },
	share: 100,
	pause: 30,
	only: [],
	except: [],
	side: 'right',
	label: null,
	height: null,
	language: null
} as unknown as EmbedSettings;

let site: Server;
let home: string;
let wayfelt = '';
let snippet = '';

test.beforeAll(async () => {
	site = createServer((_, response) => {
		response.setHeader('content-type', 'text/html');
		response.setHeader(
			'content-security-policy',
			`default-src 'none'; script-src ${wayfelt} 'nonce-own'; frame-src ${wayfelt}; style-src 'self'`
		);
		response.end(
			`<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1><button class="ask">Say it</button><p id="before">Before</p>${snippet}<p id="after">After</p><p>${'word '.repeat(4000)}</p>`
		);
	});
	await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
	home = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});
test.afterAll(() => site.close());

async function collector(api: Api, baseURL: string, settings: object) {
	const { id: journeyId } = await api.post<{ id: string }>('/journeys', { title: 'On the web', template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${journeyId}`);
	const made = await api.post<{ collector: { id: string; code: string } }>(`/touchpoints/${touchpoints[0]!.id}/ask`, {
		journeyId,
		kind: 'csat',
		channel: 'embed'
	});
	await api.patch(`/collectors/${made.collector.id}`, { embed: { ...usual, origins: [home], ...settings } });
	wayfelt = baseURL;
	return { ...made.collector, journeyId, touchpointId: touchpoints[0]!.id };
}

const script = (code: string, more: string) =>
	`<script src="${wayfelt}/embed.js" data-code="${code}" ${more}></script>`;

/** A visitor of the site; what is asked of us is noted, and what a policy refuses. */
async function visit(browser: Browser): Promise<{ page: Page; asked: string[]; refused: string[] }> {
	const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
	const asked: string[] = [];
	const refused: string[] = [];
	page.on('request', (request) => {
		if (request.url().startsWith(wayfelt)) asked.push(new URL(request.url()).pathname);
	});
	page.on('console', (message) => {
		if (/Content Security Policy/.test(message.text())) refused.push(message.text());
	});
	await page.goto(home);
	return { page, asked, refused };
}

const stored = (page: Page) => page.evaluate(() => Object.keys(localStorage));

test('nothing is asked for and nothing stored before it is triggered; an answer counts; then the visitor is left alone', async ({
	api,
	browser,
	baseURL
}) => {
	const { code, journeyId, touchpointId } = await collector(api, baseURL!, {});
	snippet = script(code, 'data-mode="slide" data-on="event ready"');
	const { page, asked, refused } = await visit(browser);
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
	expect(await stored(page)).toEqual([`wayfelt:${wayfelt}`]);
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
	const { code } = await collector(api, baseURL!, { origins: ['https://shop.example'] });
	snippet = script(code, 'data-mode="slide"');
	const page = await (await browser.newContext()).newPage();
	await page.clock.install();
	const said: string[] = [];
	page.on('console', (message) => said.push(message.text()));
	await page.goto(home);
	await expect(page.locator('iframe')).toHaveCount(1);
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect.poll(() => said.some((text) => /frame-ancestors|refused to display|Framing/i.test(text))).toBe(true);
	await page.clock.runFor(21_000);
	await expect(page.locator('iframe')).toHaveCount(0);
	expect(said.join('\n')).toContain(`is ${home} among its websites?`);
	expect(await stored(page)).toEqual([]);
	await page.context().close();
});

test('as a pop-up, a tab and a part of the page; on the pages that are named', async ({ api, browser, baseURL }) => {
	const { code } = await collector(api, baseURL!, {});
	snippet = script(code, 'data-mode="popup" data-on="click .ask"');
	const pop = await visit(browser);
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

	snippet = script(code, 'data-mode="tab" data-side="left" data-label="Tell us" data-lang="zh-CN"');
	const tab = await visit(browser);
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
	snippet = script(code, 'data-mode="inline" data-height="520"');
	const inline = await visit(browser);
	const after = await inline.page.locator('#after').evaluate((element) => element.getBoundingClientRect().top);
	await expect(inline.page.frameLocator('iframe').getByRole('button', { name: 'Send' })).toBeVisible();
	const height = await inline.page.locator('iframe').evaluate((element) => element.getBoundingClientRect().height);
	expect(height).toBeGreaterThan(200);
	const moved =
		(await inline.page.locator('#after').evaluate((element) => element.getBoundingClientRect().top)) - after;
	expect(moved).toBeLessThanOrEqual(Math.max(0, height - 520) + 1);
	await inline.page.context().close();

	// Without days of rest it comes once in a view of the page, and again in the next.
	snippet = script(code, 'data-mode="slide" data-on="event ready" data-pause="0"');
	const again = await visit(browser);
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

	snippet = script(code, 'data-mode="slide" data-only="/cart*"');
	const elsewhere = await visit(browser);
	expect(await elsewhere.page.locator('iframe').count()).toBe(0);
	await elsewhere.page.goto(`${home}/cart/paid`);
	await expect(elsewhere.page.getByRole('dialog', { name: 'Survey' })).toBeVisible();
	await elsewhere.page.context().close();
});

test('the settings make the line, keep what is wrong, and what is tried out never counts', async ({
	owner,
	api,
	baseURL
}) => {
	const { id, code, journeyId, touchpointId } = await collector(api, baseURL!, { origins: [] });
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
	await alone.goto(`/collectors/${id}/embed/try?site=${encodeURIComponent(home)}`);
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
function proofOf(secret: string, sub: string): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const text = `${part({ alg: 'HS256' })}.${part({ sub, exp: Math.floor(Date.now() / 1000) + 3600 })}`;
	return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

test('who is there is proven by the website; who is not to be asked meets no pop-up, and still opens what they press', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const { id, code } = await collector(api, baseURL!, {});
	await owner.goto(`/collectors/${id}/embed`);
	await owner.getByRole('button', { name: 'Make a secret' }).click();
	const secret = await owner.getByLabel('Secret', { exact: true }).inputValue();
	expect(secret).toMatch(/^wfid_[\w-]{43}$/);
	await owner.getByText('On your server', { exact: true }).click();
	await expect(owner.getByText('createHmac').first()).toBeVisible();
	await expectAccessible(owner, 'secrets of websites');
	await owner.getByLabel('Customer ids or e-mail addresses').fill('C-quiet\nquiet@shop.example');
	await owner.getByRole('button', { name: 'Do not ask them' }).click();
	await expect(owner.getByText('Put into the list: 2.')).toBeVisible();
	await owner.reload();
	expect(await owner.content()).not.toContain(secret);
	await expect(owner.getByText(`…${secret.slice(-4)}`)).toBeVisible();

	const call = (page: Page, name: string, argument?: string) =>
		page.evaluate(
			([name, argument]) =>
				(Reflect.get(window, 'wayfelt') as Record<string, (argument?: string) => void>)[name!]!(argument),
			[name, argument]
		);
	snippet = script(code, 'data-mode="popup" data-on="event ready"');
	const loud = await visit(browser);
	await call(loud.page, 'identify', proofOf(secret, 'C-loud'));
	// Saying who is there asks for nothing and stores nothing.
	expect(loud.asked).toEqual(['/embed.js']);
	expect(await stored(loud.page)).toEqual([]);
	await call(loud.page, 'track', 'ready');
	const frame = loud.page.frameLocator('iframe[title="Survey"]');
	await frame.getByRole('radio', { name: /5/ }).first().check({ force: true });
	await frame.getByRole('button', { name: 'Send' }).click();
	await expect(frame.getByRole('heading', { name: 'Thank you' })).toBeVisible();
	const { items } = await api.get<{ items: readonly { customerId: string | null }[] }>(`/responses?collectorId=${id}`);
	expect(items.map(({ customerId }) => typeof customerId)).toEqual(['string']);
	await loud.page.context().close();

	// Without anything that tells a list from a survey that is closed.
	const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
	await page.clock.install();
	const heard: string[] = [];
	const said: string[] = [];
	await page.exposeFunction('heard', (text: string) => heard.push(text));
	await page.addInitScript(() =>
		addEventListener('message', ({ data }) =>
			(Reflect.get(window, 'heard') as (text: string) => void)(JSON.stringify(data))
		)
	);
	page.on('console', (message) => said.push(message.text()));
	await page.goto(home);
	await call(page, 'identify', proofOf(secret, 'C-quiet'));
	const answered = page.waitForResponse((response) => response.url().includes(`/s/${code}`));
	await call(page, 'track', 'ready');
	expect((await answered).status()).toBe(410);
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await page.clock.runFor(21_000);
	await expect(page.locator('iframe')).toHaveCount(0);
	expect(heard).toEqual([]);
	expect(said.join('\n')).toContain(`${code} did not come`);
	expect(await stored(page)).toEqual([]);
	await call(page, 'show');
	await expect(page.getByRole('dialog', { name: 'Survey' })).toBeVisible();
	await page.context().close();

	// Somebody else's name without the secret: a stranger, who is asked as one.
	const forger = await visit(browser);
	const warned: string[] = [];
	forger.page.on('console', (message) => warned.push(message.text()));
	await call(forger.page, 'identify', proofOf('wfid_guess', 'C-loud'));
	await call(forger.page, 'track', 'ready');
	await expect(forger.page.getByRole('dialog', { name: 'Survey' })).toBeVisible();
	await expect.poll(() => warned.join()).toContain('identify() proves nothing: signature');
	const theirs = forger.page.frameLocator('iframe[title="Survey"]');
	await theirs.getByRole('radio', { name: /1/ }).first().check({ force: true });
	await theirs.getByRole('button', { name: 'Send' }).click();
	await expect(theirs.getByRole('heading', { name: 'Thank you' })).toBeVisible();
	const after = await api.get<{ items: readonly { customerId: string | null }[] }>(`/responses?collectorId=${id}`);
	expect(after.items.map(({ customerId }) => customerId === null)).toEqual([true, false]);
	await forger.page.context().close();
});

test('what the page says along is declared in the settings, and stands with the answer', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const { id, code } = await collector(api, baseURL!, {});
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

	snippet = script(code, 'data-mode="slide" data-parameters="order=A-17&amp;staff=Li"');
	const { page } = await visit(browser);
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
