import { scanned, wechatPush, type WechatAccount } from '../support/platforms/wechat-push.ts';
import { expect, test } from './support/test.ts';

const account: WechatAccount = {
	appId: 'wxfake0000000000001',
	token: 'FakeToken1',
	mode: 'plain',
	aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
};

test('an account is connected, and whoever scans its code answers once under a link of their own', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	await owner.goto('/settings/channels');
	await owner.getByRole('link', { name: /WeChat official account/ }).click();
	await owner.getByLabel('AppID', { exact: true }).fill('not an AppID');
	await owner.getByRole('button', { name: 'Connect' }).click();
	// What is wrong with each field, and nothing typed is lost.
	await expect(owner.getByText('An AppID begins with wx.')).toBeVisible();
	await expect(owner.getByLabel('AppID', { exact: true })).toHaveValue('not an AppID');
	await owner.getByLabel('AppID', { exact: true }).fill(account.appId);
	await owner.getByLabel('Token', { exact: true }).fill(account.token);
	await owner.getByLabel('Encryption of messages').selectOption('plain');
	await owner.getByRole('button', { name: 'Connect' }).click();
	const hook = owner.getByRole('textbox', { name: 'Server address (URL)' });
	await expect(hook).toHaveValue(/\/hooks\/wechat\/[\w-]{43}$/);
	await expect(owner.getByLabel('Token', { exact: true })).toHaveValue('');
	const url = new URL(new URL(await hook.inputValue()).pathname, baseURL);

	const journey = await api.post<{ id: string }>('/journeys', { title: 'Scanned in WeChat', template: 'retail' });
	const map = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${journey.id}`);
	const touchpointId = map.touchpoints[0]!.id;
	const asked = await api.post<{ survey: { id: string } }>(`/touchpoints/${touchpointId}/ask`, {
		journeyId: journey.id,
		kind: 'csat'
	});
	const { code } = await api.post<{ code: string }>('/collectors', {
		surveyId: asked.survey.id,
		touchpointId,
		channel: 'wechat'
	});

	const push = wechatPush(account, 'oFAKEalice', scanned(`c:${code}`), { at: new Date() });
	const send = async (query: Record<string, string>) =>
		fetch(`${url.href}?${new URLSearchParams(query)}`, {
			method: 'POST',
			headers: { 'content-type': 'text/xml' },
			body: new Uint8Array(push.body)
		});
	const replies = await Promise.all([send(push.query), send(push.query), send(push.query)]);
	const links = await Promise.all(
		replies.map(async (reply) => /<Url><!\[CDATA\[(.*)\]\]><\/Url>/.exec(await reply.text())![1]!)
	);
	expect(new Set(links).size).toBe(1);
	expect((await send({ ...push.query, signature: '0'.repeat(40) })).status).toBe(401);

	const link = new URL(links[0]!);
	const phone = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false, locale: 'zh-CN' });
	const page = await phone.newPage();
	for (const value of [5, 4]) {
		await page.goto(link.pathname + link.search);
		await page.locator(`label:has(input[name=csat][value="${value}"])`).click();
		await page.locator('form button[type=submit], form button:not([type])').first().click();
		await expect(page).toHaveURL(/\/thanks/);
	}
	await phone.close();
	const { items } = await api.get<{ items: { channel: string; answers: { csat: number } }[] }>(
		`/responses?touchpointId=${touchpointId}`
	);
	expect(items).toMatchObject([{ channel: 'wechat', answers: { csat: 4 } }]);

	// A link that somebody has changed is a form like any other.
	const changed = await fetch(`${baseURL}${link.pathname}${link.search.slice(0, -1)}`);
	expect(changed.status).toBe(200);

	await owner.reload();
	await expect(owner.getByText('Refused: the signature is wrong.', { exact: false })).toBeVisible();
	await expect(owner.getByText('A first message has arrived')).toBeVisible();
	await owner.getByRole('button', { name: 'Disconnect' }).click();
	await owner.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
	await expect(owner).toHaveURL(/\/settings\/channels$/);
	const item = owner.getByRole('listitem').filter({ hasText: 'WeChat official account' });
	await expect(item.getByText('Not connected')).toBeVisible();
});
