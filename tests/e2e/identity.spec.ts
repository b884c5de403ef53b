import type { Browser, Page } from '@playwright/test';
import { startBuiltApp, OWNER, type BuiltApp } from '../support/built-app.ts';
import { expect, expectAccessible, hydrating, test } from './support/test.ts';

/** A stranger's browser: no session, the language and size asked for. */
async function visitor(
	browser: Browser,
	baseURL: string,
	options: Parameters<Browser['newContext']>[0] = {}
): Promise<Page> {
	const context = await browser.newContext({ baseURL, ...options });
	const page = await context.newPage();
	return options.javaScriptEnabled === false ? page : hydrating(page);
}

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

let made = 0;
const newAddress = (): string => `person${++made}-${Date.now()}@example.com`;

test.describe('the first visit', () => {
	let fresh: BuiltApp;
	test.beforeAll(async () => {
		fresh = await startBuiltApp({ OWNER_EMAIL: '', OWNER_PASSWORD: '' });
	});
	test.afterAll(async () => {
		await fresh.stop();
		fresh.cleanup();
	});

	test('sets up workspace and owner, keeps what was typed, and happens once', async ({ browser }) => {
		const page = await visitor(browser, fresh.url, { timezoneId: 'Asia/Shanghai' });
		await page.goto('/');
		await expect(page).toHaveURL(`${fresh.url}/setup`);
		await expectAccessible(page, 'setup');
		await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Shanghai');

		await page.getByLabel('Your name').fill('Ada Quist');
		await page.getByLabel('E-mail address').fill('ada.example.com');
		await page.getByLabel('Password').fill('password123');
		await page.getByRole('button', { name: 'Create the workspace' }).click();
		await expect(page.getByText('This does not look like an e-mail address.')).toBeVisible();
		await expect(page.getByText('Please enter the name of your company.')).toBeVisible();
		await expect(page.getByLabel('E-mail address')).toBeFocused();
		await expect(page.getByLabel('Your name')).toHaveValue('Ada Quist');
		await expectAccessible(page, 'setup with errors');

		await page.getByLabel('E-mail address').fill('ada@example.com');
		await page.getByLabel('Company name').fill('Northwind');
		await page.getByLabel('Password').fill('password123');
		await page.getByRole('button', { name: 'Create the workspace' }).click();
		await expect(page.getByText('among the first passwords a guesser would try')).toBeVisible();
		await page.getByLabel('Password').fill('correct horse battery');
		await page.getByLabel('Password').press('Enter');
		await expect(page).toHaveURL(`${fresh.url}/`);
		await expect(page.getByText('Northwind')).toBeVisible();

		const late = await visitor(browser, fresh.url);
		await late.goto('/setup');
		await expect(late).toHaveURL(`${fresh.url}/sign-in`);
	});
});

test.describe('signing in', () => {
	test('says the same for a wrong password and an unknown address, and then leads back', async ({
		browser,
		baseURL
	}) => {
		const page = await visitor(browser, baseURL!);
		await page.goto('/settings/members');
		await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fmembers$/);
		await expectAccessible(page, 'sign-in');
		for (const email of [OWNER.email, 'nobody@example.com']) {
			await page.getByLabel('E-mail address').fill(email);
			await page.getByLabel('Password').fill('not the password');
			await page.getByRole('button', { name: 'Sign in' }).click();
			await expect(page.getByRole('alert')).toHaveText('This e-mail address and password do not belong together.');
			await expect(page.getByRole('alert')).toBeFocused();
			await expect(page.getByLabel('E-mail address')).toHaveValue(email);
		}
		await page.getByLabel('E-mail address').fill(OWNER.email);
		await page.getByLabel('Password').fill(OWNER.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await expect(page).toHaveURL(`${baseURL}/settings/members`);
		await page.waitForSelector('html[data-hydrated]');

		const [cookie] = (await page.context().cookies()).filter((one) => one.name.includes('session'));
		expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
		await page.getByRole('button', { name: /Account and appearance/ }).click();
		await page.getByRole('menuitem', { name: 'Sign out' }).click();
		await expect(page).toHaveURL(`${baseURL}/sign-in`);
		await page.goto('/');
		await expect(page).toHaveURL(`${baseURL}/sign-in`);
	});

	test('never leads to another site', async ({ browser, baseURL }) => {
		const page = await visitor(browser, baseURL!, { javaScriptEnabled: false });
		await page.goto('/sign-in?next=//evil.example/x');
		await page.getByLabel('E-mail address').fill(OWNER.email);
		await page.getByLabel('Password').fill(OWNER.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await expect(page).toHaveURL(`${baseURL}/`);
	});

	test('speaks both languages, without script, light and dark', async ({ browser, baseURL }) => {
		for (const colorScheme of ['light', 'dark'] as const) {
			// Chinese is Chinese wherever it is read; the script, too, says what the page was written in.
			const locale = colorScheme === 'light' ? 'zh-CN' : 'zh-TW';
			const page = await visitor(browser, baseURL!, { ...phone, colorScheme, locale });
			await page.goto('/sign-in');
			await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
			await expectAccessible(page, `sign-in ${colorScheme}`);
		}
		const page = await visitor(browser, baseURL!, { javaScriptEnabled: false, locale: 'zh-CN' });
		await page.goto('/sign-in?next=%2Faccount');
		await page.getByRole('button', { name: 'English' }).click();
		await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
		await expect(page).toHaveURL(`${baseURL}/sign-in?next=%2Faccount`);
	});
});

test.describe('an invitation', () => {
	for (const javaScriptEnabled of [true, false]) {
		test(`keeps what was typed when the language is switched, ${javaScriptEnabled ? 'with' : 'without'} script`, async ({
			browser,
			baseURL,
			api
		}) => {
			const { token } = await api.post<{ token: string }>('/invitations', { role: 'viewer' });
			const page = await visitor(browser, baseURL!, { javaScriptEnabled, locale: 'en' });
			await page.goto(`/invite/${token}`);
			await page.getByLabel('Your name').fill('周宁');
			await page.getByLabel('E-mail address').fill('half@exam');
			await page.getByLabel('Password').fill('not kept anywhere');
			await page.getByRole('button', { name: '中文' }).click();
			await expect(page.getByLabel('您的姓名')).toHaveValue('周宁');
			await expect(page).toHaveURL(`${baseURL}/invite/${token}`);
			await expect(page.getByLabel('邮箱')).toHaveValue('half@exam');
			await expect(page.getByLabel('密码')).toHaveValue('');
			await page.reload();
			await expect(page.getByLabel('您的姓名')).toHaveValue('');
			await page.goto('/sign-in');
			await page.getByLabel('邮箱').fill('me@example.com');
			await page.getByRole('button', { name: 'English' }).click();
			await expect(page.getByLabel('E-mail address')).toHaveValue('me@example.com');
		});
	}

	test('brings in a colleague on a phone without script, once', async ({ browser, baseURL, api }) => {
		const { token } = await api.post<{ token: string }>('/invitations', { role: 'viewer' });
		const page = await visitor(browser, baseURL!, { ...phone, javaScriptEnabled: false, locale: 'zh-CN' });
		await page.goto(`/invite/${token}`);
		await expect(page.getByText('您的角色：查看者')).toBeVisible();
		await page.getByLabel('您的姓名').fill('周宁');
		await page.getByLabel('邮箱').fill(OWNER.email);
		await page.getByLabel('密码').fill('correct horse battery');
		await page.getByRole('button', { name: '加入' }).click();
		await expect(page.getByText('此邮箱已有账号')).toBeVisible();
		await expect(page.getByLabel('您的姓名')).toHaveValue('周宁');
		await page.getByLabel('邮箱').fill(newAddress());
		await page.getByLabel('密码').fill('correct horse battery');
		await page.getByRole('button', { name: '加入' }).click();
		await expect(page).toHaveURL(`${baseURL}/heatmap`);
		// Who came by it is let in by it again; nobody else is.
		await page.goto(`/invite/${token}`);
		await expect(page.getByRole('heading', { name: /^您已是 .* 的成员$/ })).toBeVisible();
		await page.getByRole('button', { name: /^打开/ }).click();
		await expect(page).toHaveURL(`${baseURL}/heatmap`);
		await page.context().clearCookies({ name: /session/ });
		const again = await page.goto(`/invite/${token}`);
		expect(again?.status()).toBe(410);
		await expect(page.getByRole('heading', { name: '此邀请已失效' })).toBeVisible();
		const { items } = await api.get<{ items: { name: string; role: string }[] }>('/members');
		expect(items).toContainEqual(expect.objectContaining({ name: '周宁', role: 'viewer' }));
	});

	test('tells whoever belongs there already, lets them in, and is not used up by it', async ({ owner, api }) => {
		const { token, id } = await api.post<{ token: string; id: string }>('/invitations', { role: 'viewer' });
		await owner.goto(`/invite/${token}`);
		await expect(owner.getByRole('heading', { name: /^You already belong to/ })).toBeVisible();
		await expectAccessible(owner, 'invitation, signed in');
		await owner.getByRole('button', { name: /^Open/ }).click();
		await expect(owner.getByRole('heading', { name: 'Journeys', level: 1 })).toBeVisible();
		const { items } = await api.get<{ items: { id: string; status: string }[] }>('/invitations');
		expect(items).toContainEqual(expect.objectContaining({ id, status: 'open' }));
	});

	test('every page of it is accessible', async ({ browser, baseURL, api }) => {
		const { token } = await api.post<{ token: string }>('/invitations', { role: 'editor' });
		for (const options of [{}, { ...phone, colorScheme: 'dark' as const, locale: 'zh-CN' }]) {
			const page = await visitor(browser, baseURL!, options);
			await page.goto(`/invite/${token}`);
			await expectAccessible(page, 'invitation');
			await page.goto(`/invite/${'x'.repeat(86)}`);
			await expectAccessible(page, 'unknown invitation');
		}
	});
});

test.describe('personal settings', () => {
	test('are on one page: name and password, which signs other devices out, language and appearance', async ({
		browser,
		baseURL,
		api
	}) => {
		const { token } = await api.post<{ token: string }>('/invitations', { role: 'editor' });
		const email = newAddress();
		const join = async (page: Page, password: string): Promise<void> => {
			await page.goto('/sign-in');
			await page.getByLabel('E-mail address').fill(email);
			await page.getByLabel('Password').fill(password);
			await page.getByRole('button', { name: 'Sign in' }).click();
			await expect(page).toHaveURL(`${baseURL}/`);
		};
		const here = await visitor(browser, baseURL!);
		await here.goto(`/invite/${token}`);
		await here.getByLabel('Your name').fill('Eddie Editor');
		await here.getByLabel('E-mail address').fill(email);
		await here.getByLabel('Password').fill('correct horse battery');
		await here.getByRole('button', { name: 'Join' }).click();
		await expect(here).toHaveURL(`${baseURL}/`);
		const elsewhere = await visitor(browser, baseURL!);
		await join(elsewhere, 'correct horse battery');

		// Where it was before: links and bookmarks lead on.
		await here.goto('/account');
		await expect(here).toHaveURL(`${baseURL}/settings/personal`);
		await expectAccessible(here, 'personal settings');
		await here.getByLabel('Your name').fill('Eddie E.');
		await here.getByRole('button', { name: 'Save' }).click();
		await expect(here.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
		await expect(here.getByLabel('Your name')).toHaveValue('Eddie E.');

		await here.getByLabel('Current password').fill('not this one');
		await here.getByLabel('New password').fill('another fine passphrase');
		await here.getByRole('button', { name: 'Change password' }).click();
		await expect(here.getByText('This is not your current password.')).toBeVisible();
		await expect(here.getByLabel('Current password')).toBeFocused();
		await here.getByLabel('Current password').fill('correct horse battery');
		await here.getByRole('button', { name: 'Change password' }).click();
		await expect(here.getByText('Your password was changed.')).toBeVisible();
		await here.reload();
		await expect(here.getByRole('heading', { name: 'Personal settings' })).toBeVisible();
		await elsewhere.goto('/settings/personal');
		await expect(elsewhere).toHaveURL(/\/sign-in/);
		await join(elsewhere, 'another fine passphrase');

		await here.getByRole('radio', { name: 'Dark' }).check();
		await expect(here.locator('html')).toHaveAttribute('data-theme', 'dark');
		await here.getByRole('radio', { name: '简体中文' }).check();
		await expect(here.getByRole('heading', { name: '个人设置' })).toBeVisible();
		await expect(here.getByRole('radio', { name: '深色' })).toBeChecked();
		await expect(here.getByLabel('您的姓名')).toHaveValue('Eddie E.');
	});

	test('keeps what was typed when the network is gone', async ({ owner }) => {
		await owner.goto('/settings/personal');
		await owner.getByLabel('Your name').fill('Typed offline');
		await owner.context().setOffline(true);
		await owner.getByRole('button', { name: 'Save' }).click();
		await expect(owner.getByRole('alert')).toContainText('What you typed is still here');
		await expect(owner.getByLabel('Your name')).toHaveValue('Typed offline');
		await owner.context().setOffline(false);
	});
});
