import type { Locator, Page } from '@playwright/test';
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
	const links = log.locator('button.card, button.link');
	const sent = await links.count();
	await best.click();
	await expect(number).not.toHaveText(before!);
	await expect(page.getByRole('status').getByText(/Answer → map \d+ ms/)).toBeVisible();
	await expect.poll(() => links.count()).toBeGreaterThan(sent);
	await links.last().click();
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
	expect(all).toMatchObject([
		{ id: 'asked', isDone: true },
		{ id: 'address', isDone: true },
		{ id: 'push' },
		{ id: 'mini', isDone: true }
	]);
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

test('by keyboard alone, on a phone in Chinese, nobody loses their place', async ({ browser }) => {
	const context = await signedIn(browser, DEMO, demo.url, { viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
	const page = hydrating(await context.newPage());
	await page.goto('/demo/phone');
	const phone = page.getByRole('region', { name: '手机', exact: true });
	const log = phone.getByRole('log');
	const button = (name: string | RegExp) => phone.getByRole('button', { name, exact: true });
	const heading = (name: string | RegExp) => phone.getByRole('heading', { name, exact: true, level: 2 });
	const has = (target: Locator) =>
		target.evaluate((element) => element.ownerDocument.hasFocus() && element.ownerDocument.activeElement === element);
	/** Goes on with Tab until it is there. */
	const reach = async (target: Locator) => {
		for (let n = 0; n < 120; n++) {
			if (await has(target)) return;
			await page.keyboard.press('Tab');
		}
		throw new Error(`the keyboard does not reach ${target}`);
	};
	const press = async (target: Locator) => {
		await reach(target);
		await page.keyboard.press('Enter');
	};

	await press(button('扫一扫'));
	await expect(heading('扫一扫')).toBeFocused();
	const paste = phone.getByRole('textbox', { name: '或粘贴二维码的内容' });
	await reach(paste);
	await page.keyboard.type('https://elsewhere.example/s/abc');
	await press(button('扫描'));
	await expect(phone.getByRole('alert')).toHaveText('这不是演示中的二维码。');
	await expect(button('扫描')).toBeFocused();
	await page.keyboard.press('Shift+Tab');
	await expect(paste).toBeFocused();
	await press(button('返回'));
	await press(button('扫一扫'));
	await press(button('扫码：收银排队，五角场 Wujiaochang'));
	await expect(heading('公众号')).toBeFocused();
	await press(button('关注公众号'));
	await expect(heading(/云杉百货/)).toBeFocused();

	const best = log.getByRole('button', { name: '5 非常满意' }).last();
	await expect(best).toBeVisible();
	const said = log.locator('.mine');
	const before = await said.count();
	await press(best);
	await expect(said).toHaveCount(before + 1);
	await expect(best).toBeFocused();
	const rest = log.locator('button.card, button.link').last();
	await expect(rest).not.toHaveText('5 非常满意');
	await press(rest);
	const survey = page.frameLocator('iframe[title="微信内置浏览器"]');
	await expect(survey.locator('input[type=radio][value="5"]')).toBeChecked();
	await press(survey.getByRole('button', { name: /^(提交|Send)/ }));
	await expect(survey.locator('[data-thanks]')).toBeVisible();
	await press(survey.locator('[data-close]'));
	await expect(heading(/云杉百货/)).toBeFocused();

	// Written, and sent by Enter in the field, then by the button.
	const field = phone.getByRole('textbox', { name: '消息' });
	await reach(field);
	await page.keyboard.type('你好');
	await page.keyboard.press('Enter');
	await expect(field).toHaveValue('');
	await expect(field).toBeFocused();
	await page.keyboard.type('再见');
	await press(button('发送'));
	await expect(field).toHaveValue('');
	await expect(log).toContainText('再见');
	await expect(button('发送')).toBeFocused();
	await expectAccessible(page, 'a chat in Chinese');
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	await press(button('公众号资料'));
	await expect(heading('公众号')).toBeFocused();
	await press(button('取消关注'));
	await expect(heading('微信')).toBeFocused();
	await context.close();
});
