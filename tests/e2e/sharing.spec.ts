import type { Browser, Page } from '@playwright/test';
import type { Map } from './support/board.ts';
import { expect, expectAccessible, hydrating, test, type Api } from './support/test.ts';

/** A journey whose first scene has so many answers, and somebody without an account. */
async function asked(api: Api, title: string, answers: number) {
	const { id } = await api.post<{ id: string }>('/journeys', { title, template: 'retail' });
	const { scenes, touchpoints } = await api.get<Map>(`/journeys/${id}`);
	const touchpoint = touchpoints.find(({ sceneId }) => sceneId === scenes[0]!.id)!;
	const { collector } = await api.post<{ collector: { code: string } }>(`/touchpoints/${touchpoint.id}/ask`, {
		journeyId: id,
		kind: 'csat'
	});
	const answer = (n: number, csat: number) =>
		api.post('/responses/batch', {
			responses: Array.from({ length: n }, () => ({
				collectorCode: collector.code,
				language: 'en',
				answers: { csat, comment: 'My very own words' }
			}))
		});
	if (answers > 0) await answer(answers, 5);
	return { id, scene: scenes[0]!.id, answer };
}

async function stranger(browser: Browser, baseURL: string, locale = 'en-US'): Promise<Page> {
	const context = await browser.newContext({ baseURL, locale });
	return hydrating(await context.newPage());
}

const link = (api: Api, journey: string, more: object = {}) =>
	api.post<{ id: string; token: string; url: string }>('/share-links', { shown: { journeys: [journey] }, ...more });

test('a link is made in the dialog, opens without signing in, and is withdrawn while somebody looks', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const title = `Shared ${Date.now()}`;
	const { id, scene } = await asked(api, title, 12);
	await api.post('/journeys', { title: `Not ${title}`, template: 'retail' });
	await owner.goto('/heatmap');
	await owner.getByRole('button', { name: 'Share' }).click();
	const dialog = owner.getByRole('dialog', { name: 'Share the heatmap' });
	await expect(dialog).toContainText('Links that let in');
	await dialog.getByLabel('For whom or what').fill(title);
	await dialog.getByLabel('Only these').check();
	await dialog.getByRole('checkbox', { name: title, exact: true }).check();
	await expectAccessible(owner, 'the share dialog');
	await dialog.getByRole('button', { name: 'Make a link' }).click();
	const address = await dialog.getByRole('textbox', { name: 'Link', exact: true }).inputValue();
	expect(new URL(address).pathname).toMatch(/^\/share\/[\w-]{86}$/);

	const visitor = await stranger(browser, baseURL!);
	const response = await visitor.goto(new URL(address).pathname);
	expect(response!.headers()).toMatchObject({ 'x-robots-tag': 'noindex, nofollow', 'cache-control': 'no-store' });
	await expect(visitor.locator(`[data-cell="${scene}"]`)).toContainText('100%');
	expect(await visitor.context().cookies()).toEqual([]);
	await expectAccessible(visitor, 'a shared heatmap');

	// Down to the touchpoints' numbers; no words, and no way into the app.
	await visitor.locator(`[data-cell="${scene}"]`).click();
	const panel = visitor.getByRole('complementary');
	await expect(panel).toContainText('n 12');
	await expect(visitor.locator('body')).not.toContainText('My very own words');
	const ways = await visitor
		.locator('a[href]')
		.evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).pathname));
	expect(ways.filter((path) => !path.startsWith('/share/'))).toEqual([]);
	await expectAccessible(visitor, 'a shared scene');

	// In another language, which stays.
	await visitor.getByRole('link', { name: '中文' }).click();
	await expect(visitor.locator('html')).toHaveAttribute('lang', 'zh-CN');
	await visitor.getByRole('link', { name: '关闭' }).click();
	await expect(visitor).toHaveURL(/lang=zh-CN/);
	await visitor.getByLabel('时间', { exact: true }).selectOption('7');
	await expect(visitor).toHaveURL(/period=7.*lang=zh-CN|lang=zh-CN.*period=7/);

	// Opened: the list says so. Withdrawn: at once, on the page that is open.
	await dialog.getByRole('button', { name: 'Close' }).last().click();
	await owner.getByRole('button', { name: 'Share' }).click();
	await expect(dialog.getByRole('listitem').filter({ hasText: title })).toContainText('last opened');
	await dialog.getByRole('button', { name: `Withdraw the link ${title}` }).click();
	await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('该链接已被撤回');
	expect((await visitor.goto(new URL(address).pathname))!.status()).toBe(410);
	expect(id).not.toBe('');
});

test('a password is asked for once, a wrong one is refused, and another one asks again', async ({
	api,
	browser,
	baseURL
}) => {
	const { id, scene } = await asked(api, `Behind a password ${Date.now()}`, 8);
	const made = await link(api, id, { password: 'nine lives of a cat' });
	const visitor = await stranger(browser, baseURL!);
	await visitor.goto(`/share/${made.token}?period=90`);
	const field = visitor.getByLabel('Password');
	await expect(field).toBeVisible();
	await expect(visitor.locator('body')).not.toContainText('Behind a password');
	expect((await visitor.request.get(`/share/${made.token}/numbers`)).status()).toBe(401);
	expect((await visitor.request.get(`/share/${made.token}/live`)).status()).toBe(401);
	await expectAccessible(visitor, 'the password of a link');
	await field.fill('nine lives of a dog');
	await visitor.getByRole('button', { name: 'Open' }).click();
	await expect(visitor.getByText('This is not the password of this link.')).toBeVisible();
	await field.fill('nine lives of a cat');
	await visitor.getByRole('button', { name: 'Open' }).click();
	await expect(visitor.locator(`[data-cell="${scene}"]`)).toBeVisible();
	await expect(visitor).toHaveURL(/period=90/);
	expect(await visitor.context().cookies()).toMatchObject([
		{ name: 'wayfelt_share', httpOnly: true, path: `/share/${made.token}` }
	]);
	// Open while the password becomes another one.
	await api.patch(`/share-links/${made.id}`, { password: 'another nine lives' });
	await expect(field).toBeVisible();
});

test('a link that has expired or never was says so, and shows nothing', async ({ api, browser, baseURL }) => {
	const { id, scene } = await asked(api, `Over soon ${Date.now()}`, 8);
	const made = await link(api, id, { expiresAt: new Date(Date.now() + 6_000).toISOString() });
	const visitor = await stranger(browser, baseURL!);
	await visitor.goto(`/share/${made.token}`);
	await expect(visitor.locator(`[data-cell="${scene}"]`)).toBeVisible();
	// The page that is open learns it by itself.
	await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('This link has expired', { timeout: 15_000 });
	// The first character: not all bits of the last one count.
	const other = `${made.token.startsWith('A') ? 'E' : 'A'}${made.token.slice(1)}`;
	expect((await visitor.goto(`/share/${other}`))!.status()).toBe(404);
	await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('This link does not exist');
	await expectAccessible(visitor, 'a link that does not exist');
});

test('a shared heatmap shows no value of a few, and none that its filters together would tell', async ({
	api,
	browser,
	baseURL
}) => {
	const few = await asked(api, `Of a few ${Date.now()}`, 4);
	const made = await link(api, few.id);
	const visitor = await stranger(browser, baseURL!);
	await visitor.goto(`/share/${made.token}`);
	const cell = visitor.locator(`[data-cell="${few.scene}"]`);
	await expect(cell).toContainText('n = 4, too few to show');
	await few.answer(1, 5);
	// Followed live: the fifth answer makes it a value.
	await expect(cell).toContainText('100%', { timeout: 15_000 });
	// What the link is not of cannot be asked for.
	const numbers = await visitor.request.get(`/share/${made.token}/numbers?from=2026-01-01&to=2026-01-02&department=x`);
	const view = (await numbers.json()) as { journeys: { id: string }[]; window: { from: string; to: string } };
	expect(view.journeys.map(({ id }) => id)).toEqual([few.id]);
	expect(view.window.to).not.toBe('2026-01-02');
});

test('a wall follows answers, goes from journey to journey, and says since when it is old', async ({
	api,
	browser,
	baseURL
}) => {
	const at = Date.now();
	const [one, two] = [await asked(api, `First on the wall ${at}`, 6), await asked(api, `Second on the wall ${at}`, 6)];
	const made = await api.post<{ id: string; token: string }>('/share-links', {
		shown: { journeys: [one.id, two.id], seconds: 600 }
	});
	const wall = await stranger(browser, baseURL!);
	await wall.goto(`/share/${made.token}?wall=1`);
	const heading = wall.getByRole('heading', { level: 1 });
	await expect(heading).toHaveText(`First on the wall ${at}`);
	await expect(wall.locator(`[data-cell="${one.scene}"]`)).toContainText('n 6');
	await expectAccessible(wall, 'a wall');
	await one.answer(2, 1);
	await expect(wall.locator(`[data-cell="${one.scene}"]`)).toContainText('n 8', { timeout: 15_000 });
	await wall.keyboard.press('ArrowRight');
	await expect(heading).toHaveText(`Second on the wall ${at}`);
	await wall.keyboard.press(' ');
	await expect(wall.getByText('Paused')).toBeVisible();
	await wall.keyboard.press('ArrowLeft');
	await expect(heading).toHaveText(`First on the wall ${at}`);
	await expect(wall.getByRole('main')).toHaveCSS('cursor', 'none', { timeout: 10_000 });

	await wall.context().setOffline(true);
	await expect(wall.getByText(/^As of .*no connection$/)).toBeVisible({ timeout: 30_000 });
	await one.answer(2, 1);
	await wall.context().setOffline(false);
	await expect(wall.locator(`[data-cell="${one.scene}"]`)).toContainText('n 10', { timeout: 30_000 });
	await expect(wall.getByText(/no connection$/)).toHaveCount(0);

	await api.delete(`/share-links/${made.id}`);
	await expect(heading).toHaveText('This link has been withdrawn');
});

test('a colleague’s heatmap follows answers too, on the screen and on the wall', async ({ owner, api }) => {
	const one = await asked(api, `Followed ${Date.now()}`, 6);
	await owner.goto('/heatmap?sort=name');
	const cell = owner.locator(`[data-cell="${one.scene}"]`);
	await expect(cell).toContainText('n 6');
	await one.answer(1, 5);
	await expect(cell).toContainText('n 7', { timeout: 15_000 });
	await owner.goto(`/heatmap?wall=1&journeys=${one.id}`);
	await expect(cell).toContainText('n 7');
	await one.answer(1, 5);
	await expect(cell).toContainText('n 8', { timeout: 15_000 });
	await owner.keyboard.press('Escape');
	await expect(owner.getByRole('button', { name: 'Share' })).toBeVisible();
});
