/**
 * Makes the pictures of the README from the demo: `npm run screenshots` (after `npm run build`). Needs a Chromium, as the
 * tests do: CHROMIUM_PATH, or the one Playwright finds.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { startBuiltApp } from '../support/built-app.ts';

const DEMO = { email: 'demo@example.com', password: 'wayfelt-demo' };
const out = resolve(import.meta.dirname, '../../docs/images');

interface Card {
	readonly id: string;
	readonly title: string;
}

async function signIn(
	browser: Browser,
	url: string,
	locale: string,
	size: { width: number; height: number },
	dark = false
): Promise<Page> {
	const context = await browser.newContext({
		baseURL: url,
		locale,
		viewport: size,
		colorScheme: dark ? 'dark' : 'light',
		deviceScaleFactor: 2
	});
	const page = await context.newPage();
	await page.goto('/sign-in');
	await page.locator('input[name=email]').fill(DEMO.email);
	await page.locator('input[name=password]').fill(DEMO.password);
	await page.locator('form:has(input[name=password]) button[type=submit]').click();
	await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'));
	return page;
}

async function picture(page: Page, name: string): Promise<void> {
	await page.evaluate(() => document.fonts.ready);
	await page.screenshot({ path: resolve(out, `${name}.png`), animations: 'disabled' });
	console.log(`docs/images/${name}.png`);
}

/** Opens a board, with the worst touchpoint's results at the right. */
async function board(page: Page, journey: Card): Promise<void> {
	await page.goto(`/journeys/${journey.id}`);
	await page.locator('[data-touchpoint-id].heat-bad-2, [data-touchpoint-id].heat-bad-1').first().click();
	await page.getByRole('tab', { name: /Results|结果/ }).click();
	await page.locator('aside svg, [role=complementary] svg').first().waitFor();
	await page.waitForLoadState('networkidle');
	// The latest comments come last.
	await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
}

/** The heatmap, as it is first seen. */
async function heatmap(page: Page): Promise<void> {
	// Two journeys fill no more of a window.
	await page.setViewportSize({ width: 1440, height: 600 });
	await page.goto('/heatmap');
	await page.locator('[data-cell]').first().waitFor();
	await page.waitForLoadState('networkidle');
}

mkdirSync(out, { recursive: true });
const app = await startBuiltApp({ OWNER_EMAIL: '', OWNER_PASSWORD: '' }, ['--demo']);
const browser = await chromium.launch({
	...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
});
try {
	const wide = { width: 1440, height: 900 };
	const english = await signIn(browser, app.url, 'en-US', wide);
	const { items } = (await (await english.request.get('/api/v1/journeys')).json()) as { items: Card[] };
	const chinese = (journey: Card): boolean => /\p{Script=Han}/u.test(journey.title);
	await english.waitForLoadState('networkidle');
	await picture(english, 'home-en');
	await heatmap(english);
	await picture(english, 'heatmap-en');
	await english.setViewportSize(wide);
	await board(
		english,
		items.find((one) => !chinese(one))!
	);
	await picture(english, 'board-en');

	const dark = await signIn(browser, app.url, 'zh-CN', wide, true);
	await board(dark, items.find(chinese)!);
	await picture(dark, 'board-zh-dark');
	const light = await signIn(browser, app.url, 'zh-CN', wide);
	await board(light, items.find(chinese)!);
	await picture(light, 'board-zh');
	await heatmap(light);
	await picture(light, 'heatmap-zh');

	const { items: collectors } = (await (await english.request.get('/api/v1/collectors')).json()) as {
		items: { code: string; channel: string }[];
	};
	const phone = await browser.newContext({
		baseURL: app.url,
		locale: 'zh-CN',
		viewport: { width: 390, height: 760 },
		deviceScaleFactor: 2
	});
	const answer = await phone.newPage();
	await answer.goto(`/s/${collectors.find((one) => one.channel !== 'import' && one.channel !== 'api')!.code}`);
	await picture(answer, 'respond-zh');
} finally {
	await browser.close();
	await app.stop();
	app.cleanup();
}
