import type { BrowserContext } from '@playwright/test';
import { OWNER } from '../support/built-app.ts';
import type { Map } from './support/board.ts';
import { expect, hydrating, signedIn, test, type Api } from './support/test.ts';

/** Whoever is signed out while they type is told what to do, and goes on where they were. The page to send: rounds.spec. */

async function asked(api: Api, channel: string) {
	const { id: journeyId } = await api.post<{ id: string }>('/journeys', { title: 'Signed out', template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${journeyId}`);
	const { collector } = await api.post<{ collector: { id: string } }>(`/touchpoints/${touchpoints[0]!.id}/ask`, {
		journeyId,
		kind: 'nps',
		channel
	});
	return collector.id;
}

/** @returns signs in again, as in another tab */
async function signOut(context: BrowserContext): Promise<() => Promise<void>> {
	const cookies = await context.cookies();
	await context.clearCookies({ name: /session/ });
	return () => context.addCookies(cookies);
}

const WORDS = {
	'en-US': {
		told: 'Sign in again in another tab',
		list: 'List',
		make: 'Make links (2)',
		made: 'Links made: 2.',
		sites: 'Websites',
		save: 'Save',
		saved: 'Saved.',
		add: 'Add a parameter',
		parameter: 'In the address',
		keep: 'Save the parameters',
		kept: 'Parameters saved.',
		names: 'Customer ids or e-mail addresses',
		never: 'Do not ask them'
	},
	'zh-CN': {
		told: '请在另一个标签页重新登录',
		list: '名单',
		make: '生成链接（2）',
		made: '已生成 2 个链接',
		sites: '网站',
		save: '保存',
		saved: '已保存。',
		add: '添加参数',
		parameter: '地址中的名称',
		keep: '保存参数',
		kept: '参数已保存。',
		names: '客户编号或电子邮箱',
		never: '不再打扰'
	}
} as const;

for (const locale of ['en-US', 'zh-CN'] as const)
	test(`links and settings that are being typed stay, and can be sent afterwards (${locale})`, async ({
		api,
		browser,
		baseURL
	}) => {
		const words = WORDS[locale];
		const context = await signedIn(browser, OWNER, baseURL!, { locale });
		const page = hydrating(await context.newPage());
		const button = (name: string) => page.getByRole('button', { name, exact: true });
		const told = page.getByRole('alert').filter({ hasText: words.told });

		await page.goto(`/collectors/${await asked(api, 'link')}/links`);
		const list = page.getByRole('textbox', { name: words.list, exact: true });
		await list.fill('C-1\nC-2');
		let signIn = await signOut(context);
		await button(words.make).click();
		await expect(told).toBeVisible();
		await expect(list).toHaveValue('C-1\nC-2');
		await signIn();
		await button(words.make).click();
		await expect(page.getByText(words.made)).toBeVisible();
		await expect(told).toHaveCount(0);

		const id = await asked(api, 'embed');
		await page.goto(`/collectors/${id}/embed`);
		const sites = page.getByLabel(words.sites, { exact: true });
		await sites.fill('https://shop.example');
		await button(words.add).click();
		const parameter = page.getByLabel(words.parameter, { exact: true });
		await parameter.fill('order');
		const names = page.getByLabel(words.names, { exact: true });
		await names.fill('C-out');
		signIn = await signOut(context);
		for (const [at, name] of [words.save, words.keep, words.never].entries()) {
			await button(name).click();
			await expect(told).toHaveCount(at + 1);
		}
		await expect(sites).toHaveValue('https://shop.example');
		await expect(parameter).toHaveValue('order');
		await expect(names).toHaveValue('C-out');
		await signIn();
		await button(words.save).click();
		await expect(page.getByText(words.saved, { exact: true })).toBeVisible();
		await button(words.keep).click();
		await expect(page.getByText(words.kept)).toBeVisible();
		expect(await api.get(`/collectors/${id}`)).toMatchObject({
			embed: { origins: ['https://shop.example'] },
			parameters: [{ name: 'order' }]
		});
		await context.close();
	});

test('a form that is sent by script stays where it is, and one without script leads to the sign-in page', async ({
	browser,
	baseURL
}) => {
	const context = await signedIn(browser, OWNER, baseURL!);
	const page = hydrating(await context.newPage());
	await page.goto('/settings/personal');
	await page.getByLabel('Your name').fill('Typed while signed out');
	const signIn = await signOut(context);
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('alert')).toContainText('Sign in again in another tab');
	await expect(page.getByLabel('Your name')).toHaveValue('Typed while signed out');
	await signIn();
	await page.goto('/?new');
	const title = page.getByLabel('Name', { exact: true });
	await title.fill('Typed while signed out');
	await signOut(context);
	await page.getByRole('button', { name: 'Create the journey', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('Sign in again in another tab');
	await expect(title).toHaveValue('Typed while signed out');

	const plain = await context.request.post('/settings/personal?/save', {
		headers: { origin: baseURL!, accept: 'text/html' },
		form: { name: 'x' },
		maxRedirects: 0
	});
	expect([plain.status(), plain.headers().location]).toEqual([303, '/sign-in?next=%2Fsettings%2Fpersonal']);
	await context.close();
});
