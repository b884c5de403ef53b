import type { Page } from '@playwright/test';
import { startBuiltApp, type BuiltApp } from '../support/built-app.ts';
import { largeLetters, wordsThatDoNotFit } from './support/letters.ts';
import { expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';

const DEMO = { email: 'demo@example.com', password: 'wayfelt-demo' };

let demo: BuiltApp;
test.beforeAll(async () => {
	// It fills itself with three months of answers first.
	test.setTimeout(180_000);
	demo = await startBuiltApp({ OWNER_EMAIL: '', OWNER_PASSWORD: '' }, ['--demo']);
});
test.afterAll(async () => {
	await demo?.stop();
	demo?.cleanup();
});

const phoneOf = (page: Page) => page.getByRole('region', { name: 'Phone', exact: true });

/** Answers in the phone's browser, and waits for the thanks. */
async function answer(page: Page, score: number): Promise<void> {
	const survey = page.frameLocator('iframe[title="WeChat’s browser"]');
	await survey.locator(`label:has(input[type=radio][value="${score}"])`).click();
	await survey.getByRole('button', { name: /^(Send|提交)/ }).click();
	await expect(survey.locator('[data-thanks]')).toBeVisible();
}

test('a code is scanned, the survey comes into the chat, and its answer changes the map', async ({ browser }) => {
	const context = await signedIn(browser, DEMO, demo.url, { viewport: { width: 1440, height: 900 } });
	const page = hydrating(await context.newPage());
	await page.goto('/demo/phone');
	const phone = phoneOf(page);
	await phone.getByRole('button', { name: 'Scan' }).click();
	await expect(phone.getByRole('heading', { name: 'Scan', exact: true })).toBeFocused();
	await phone.getByRole('button', { name: '收银排队, 五角场 Wujiaochang' }).click();
	// Nobody is made to follow: it is WeChat that asks.
	await phone.getByRole('button', { name: 'Follow', exact: true }).click();
	const log = phone.getByRole('log');
	const best = log.getByRole('button', { name: '5 非常满意' });
	await expect(best).toHaveCount(1);
	await expect(page.getByRole('status').getByText(/Scan → survey \d+ ms/)).toBeVisible();

	const { touchpoint } = await page.evaluate(() => {
		const frame = document.querySelector<HTMLIFrameElement>('iframe[title="Map"]')!;
		return { touchpoint: new URL(frame.src).searchParams.get('touchpoint')! };
	});
	const number = page.frameLocator('iframe[title="Map"]').locator(`[data-touchpoint-id="${touchpoint}"]`).first();
	await expect(number).toContainText(/\d/);
	const before = await number.textContent();
	// The tap is the answer; what else is asked comes by a link.
	await best.click();
	await expect(number).not.toHaveText(before!);
	await expect(page.getByRole('status').getByText(/Answer → map \d+ ms/)).toBeVisible();
	await log.locator('button.card, button.link').last().click();
	const survey = page.frameLocator('iframe[title="WeChat’s browser"]');
	await expect(survey.locator('input[type=radio][value="5"]')).toBeChecked();
	await answer(page, 5);

	// The page closes as it does in WeChat, and a follower's scan is answered at once, by a link of its own.
	await page.frameLocator('iframe[title="WeChat’s browser"]').locator('[data-close]').click();
	await phone.getByRole('button', { name: 'Scan' }).click();
	await phone.getByRole('button', { name: '收银排队, 徐家汇 Xujiahui' }).click();
	await expect(best).toHaveCount(2);
	// What nobody asks for is not answered, and is no error.
	await phone.getByRole('textbox', { name: 'Message' }).fill('你好');
	await phone.getByRole('button', { name: 'Send' }).click();
	await expect(phone.getByRole('log')).toContainText('你好');
	await phone.getByRole('button', { name: 'About the account' }).click();
	await phone.getByRole('button', { name: 'Unfollow' }).click();
	await phone.getByRole('button', { name: /云杉百货/ }).click();
	await expect(phone.getByRole('button', { name: 'Follow', exact: true })).toBeVisible();
	await context.close();
});

test('codes of the demo are read as a phone reads them, others are told apart', async ({ browser }) => {
	const context = await signedIn(browser, DEMO, demo.url, { viewport: { width: 390, height: 844 } });
	const page = hydrating(await context.newPage());
	await page.goto('/demo/phone');
	const phone = phoneOf(page);
	// No room for a map: a link to it.
	await expect(page.locator('iframe')).toHaveCount(0);
	await expect(page.getByRole('link', { name: 'Open the map' })).toHaveAttribute('href', /\/journeys\/.+touchpoint=/);
	await phone.getByRole('button', { name: 'Scan' }).click();
	await expectAccessible(page, 'codes to scan');
	const smaller = await largeLetters(page, 24);
	expect(await wordsThatDoNotFit(page)).toEqual([]);
	await smaller();
	const field = phone.getByRole('textbox', { name: 'Or paste what a code says' });
	await field.fill('https://elsewhere.example/s/abc');
	await phone.getByRole('button', { name: 'Scan this' }).click();
	await expect(phone.getByRole('alert')).toHaveText('This is no code of the demo.');
	await phone.getByRole('radio', { name: 'Opens the page' }).check();
	await phone.getByRole('button', { name: /收银排队, 五角场/ }).click();
	await answer(page, 4);
	await context.close();
});

test('the account is set up like everybody’s, and shows that it works', async ({ browser }) => {
	const context = await signedIn(browser, DEMO, demo.url);
	const page = hydrating(await context.newPage());
	await page.goto('/settings/channels/wechat');
	await expect(page.getByLabel('AppID', { exact: true })).toHaveValue('wxdemo0000000001');
	await expect(page.getByLabel(/^AppSecret/)).toHaveValue('');
	const steps = await context.request.get('/api/v1/channels/wechat');
	const { steps: all } = (await steps.json()) as { steps: { id: string; isDone: boolean }[] };
	expect(all).toMatchObject([{ id: 'asked', isDone: true }, { id: 'address', isDone: true }, { id: 'push' }]);
	await context.close();
});

test('elsewhere there is no such page, and no map stands in a frame', async ({ owner, api }) => {
	const gone = await owner.goto('/demo/phone');
	expect(gone!.status()).toBe(404);
	const origin = new URL(owner.url()).origin;
	for (const [method, path] of [
		['POST', 'act'],
		['GET', 'stream']
	] as const) {
		const answer = await owner.request.fetch(`/demo/phone/${path}`, {
			method,
			headers: { origin, accept: 'application/json' },
			...(method === 'POST' && { data: { do: 'follow' } })
		});
		expect(answer.status(), path).toBe(404);
	}
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Not beside a phone', template: 'retail' });
	const board = await owner.request.get(`/journeys/${id}`);
	expect(board.headers()['x-frame-options']).toBe('DENY');
	expect(board.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
});
