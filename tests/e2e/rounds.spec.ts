import { startBuiltApp, type BuiltApp } from '../support/built-app.ts';
import { largeLetters, wordsThatDoNotFit } from './support/letters.ts';
import { expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';
import { doubleClick } from './support/twice.ts';

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

test('a survey is tried on oneself, sent to whoever follows, once, and reported', async ({ browser }) => {
	const context = await signedIn(browser, DEMO, demo.url, { viewport: { width: 1440, height: 900 } });
	const page = hydrating(await context.newPage());
	await page.goto('/settings/channels/wechat');
	await page.getByRole('link', { name: 'Send messages' }).click();
	await expect(page.getByText('Nobody yet')).toBeVisible();
	await expect(page.getByRole('button', { name: /^Send to/ })).toBeDisabled();

	await page.goto('/demo/phone');
	const phone = page.getByRole('region', { name: 'Phone', exact: true });
	await phone.getByRole('button', { name: 'Scan' }).click();
	await phone.getByRole('button', { name: '收银排队, 五角场 Wujiaochang' }).click();
	await phone.getByRole('button', { name: 'Follow', exact: true }).click();
	await expect(phone.getByRole('log').getByRole('button', { name: '5 非常满意' })).toBeVisible();

	await page.goto('/settings/channels/wechat/send?recent=0');
	await expect(page.getByText('Receives it: one person')).toBeVisible();
	await page.getByLabel('Survey', { exact: true }).selectOption({ index: 1 });
	await page.getByLabel('Template', { exact: true }).selectOption({ label: '服务评价通知' });
	await page.getByLabel('服务网点', { exact: true }).fill('五角场店');
	await page.getByLabel('What was done for these people').fill('维修');
	await expect(page.getByRole('definition').filter({ hasText: '五角场店' })).toBeVisible();
	await expectAccessible(page, 'a message to many');

	await page.getByLabel('You are').selectOption({ index: 1 });
	await page.getByRole('button', { name: 'Send a test' }).click();
	await expect(page).toHaveURL(/\/send\/[\w-]{36}$/);
	await expect(page.getByText('Arrived', { exact: true }).first()).toBeVisible();
	await expect(page.getByText('Test', { exact: true })).toBeVisible();
	await expectAccessible(page, 'what became of it');

	await page.getByRole('link', { name: 'All messages' }).click();
	// A test asks nobody: the same person is still to be sent it.
	await page.goto('/settings/channels/wechat/send?recent=0');
	await page.getByLabel('Survey', { exact: true }).selectOption({ index: 1 });
	await page.getByLabel('Template', { exact: true }).selectOption({ label: '服务评价通知' });
	await page.getByLabel('What was done for these people').fill('维修');
	await page.getByRole('button', { name: 'Send to one person' }).click();
	const dialog = page.getByRole('dialog');
	// What WeChat would refuse is said before anything goes out.
	await dialog.getByRole('button', { name: 'Send to one person' }).click();
	await expect(dialog.getByText(/thing2: WeChat does not take this/)).toBeVisible();
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await page.getByLabel('服务网点', { exact: true }).fill('五角场店');

	// Signed out, or without network: what to do is said, wherever it is pressed, and nothing typed is lost.
	const session = await context.cookies();
	await context.clearCookies({ name: /session/ });
	await page.getByRole('button', { name: 'Send to one person' }).click();
	await dialog.getByRole('button', { name: 'Send to one person' }).click();
	await expect(dialog.getByRole('alert')).toContainText('Sign in again in another tab');
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	const recent = page.getByLabel('Not asked within');
	await recent.selectOption('7');
	await expect(page.getByText('Sign in again in another tab')).toBeVisible();
	await expect(recent).toHaveValue('0');
	await context.addCookies(session);
	await context.setOffline(true);
	await page.getByRole('button', { name: 'Send to one person' }).click();
	await dialog.getByRole('button', { name: 'Send to one person' }).click();
	await expect(dialog.getByRole('alert')).toContainText('Check the connection');
	await context.setOffline(false);
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await expect(page.getByLabel('服务网点', { exact: true })).toHaveValue('五角场店');
	await expect(page.getByLabel('What was done for these people')).toHaveValue('维修');

	await page.getByRole('button', { name: 'Send to one person' }).click();
	const send = dialog.getByRole('button', { name: 'Send to one person' });
	const answered = page.waitForResponse((one) => one.request().method() === 'POST' && one.url().endsWith('?/send'));
	await doubleClick(page, send, () => answered);
	await expect(page).toHaveURL(/\/send\/[\w-]{36}$/);
	await expect(page.getByText('Arrived', { exact: true }).first()).toBeVisible();

	// Pressed twice it went out once: beside the test there is one.
	await page.getByRole('link', { name: 'All messages' }).click();
	await expect(page.getByRole('link', { name: /维修$/ })).toHaveCount(2);

	// Once asked, left out; and nobody is written to who does not want it.
	await page.goto('/settings/channels/wechat/send');
	await expect(page.getByText(/^one person – was asked not long ago/)).toBeVisible();
	await page.locator('summary').click();
	await page.getByRole('button', { name: /^Do not contact/ }).click();
	await expect(page.getByText(/^one person – does not want to be written to/)).toBeVisible();
	await context.close();
});

/** WeChat’s bridge, with what its own script asks of it. */
function stubBridge(): void {
	const asked: { name: string; told: Record<string, unknown> }[] = [];
	const invoke = (name: string, told: Record<string, unknown>, done: (said: { err_msg: string }) => void): void => {
		asked.push({ name, told });
		done({ err_msg: name === 'preVerifyJSAPI' ? 'config:ok' : `${name}:ok` });
	};
	Object.assign(window, { asked });
	addEventListener('load', () => {
		Object.assign(window, { WeixinJSBridge: { invoke, call: () => {} } });
		document.dispatchEvent(new Event('WeixinJSBridgeReady'));
	});
}

test('the survey’s page is passed on as a card in WeChat, and fetches nothing for it elsewhere', async ({
	browser
}) => {
	const owner = await signedIn(browser, DEMO, demo.url, {});
	const { items } = (await (await owner.request.get('/api/v1/collectors')).json()) as {
		items: { url: string; channel: string; status: string }[];
	};
	const found = items.find(({ channel, status }) => channel === 'wechat' && status === 'open')!;
	// As the program calls itself where nobody says how: it signs no other address.
	const url = found.url.replace('127.0.0.1', 'localhost');
	const open = async (userAgent: string) => {
		const context = await browser.newContext({ baseURL: demo.url, userAgent, locale: 'zh-CN' });
		await context.addInitScript(stubBridge);
		const page = await context.newPage();
		const fetched: string[] = [];
		page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
		const seen = page.waitForRequest((request) => request.url().endsWith('/seen') && request.method() === 'POST');
		await page.goto(`${url}?lang=zh-CN`);
		await seen;
		return { context, page, fetched };
	};
	const inWechat = await open(
		'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.66 NetType/WIFI'
	);
	const asked = () =>
		inWechat.page.evaluate(() => (window as unknown as { asked: { name: string; told: object }[] }).asked);
	await expect
		.poll(async () => (await asked()).map(({ name }) => name))
		.toEqual(['preVerifyJSAPI', 'updateAppMessageShareData', 'updateTimelineShareData']);
	const [proof, card] = await asked();
	expect(proof!.told).toMatchObject({ appId: 'wxdemo0000000001', verifySignType: 'sha1' });
	expect((proof!.told as { verifySignature: string }).verifySignature).toMatch(/^[0-9a-f]{40}$/);
	const title = await inWechat.page.title();
	expect(card!.told).toMatchObject({ title, link: url, imgUrl: new URL('/share.png', url).href });
	await inWechat.context.close();

	const elsewhere = await open('Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Version/17.4 Mobile/15E148 Safari/604.1');
	expect(elsewhere.fetched.filter((path) => /share|card/.test(path))).toEqual([]);
	await elsewhere.context.close();
	await owner.close();
});

test('fits a phone, with large letters, in Chinese and in the dark', async ({ browser }) => {
	const look = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', colorScheme: 'dark' as const };
	const context = await signedIn(browser, DEMO, demo.url, look);
	const page = hydrating(await context.newPage());
	await page.goto('/settings/channels/wechat/send');
	await expect(page.getByRole('heading', { name: '发送消息：微信公众号' })).toBeVisible();
	await expectAccessible(page, 'a phone');
	await largeLetters(page, 24);
	expect(await wordsThatDoNotFit(page)).toEqual([]);
	await context.close();
});
