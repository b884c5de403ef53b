import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Map } from './support/board.ts';
import { expect, expectAccessible, hydrating, test, type Api } from './support/test.ts';

async function answered(api: Api, title: string, n: number) {
	const { id } = await api.post<{ id: string }>('/journeys', { title, template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${id}`);
	const { collector } = await api.post<{ collector: { code: string } }>(`/touchpoints/${touchpoints[0]!.id}/ask`, {
		journeyId: id,
		kind: 'csat'
	});
	const responses = Array.from({ length: n }, () => ({
		collectorCode: collector.code,
		language: 'en',
		answers: { csat: 5 }
	}));
	await api.post('/responses/batch', { responses });
	return id;
}

/** Opens the menu by key and takes what is called so. */
async function taken(page: Page, button: string, what: string) {
	await page.getByRole('button', { name: button }).focus();
	await page.keyboard.press('Enter');
	const item = page.getByRole('menuitem', { name: what });
	await expect(item).toBeVisible();
	const waiting = page.waitForEvent('download');
	await item.click();
	const file = await waiting;
	return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test('the heatmap is taken along as one page, also from a link, and a refusal is said', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const id = await answered(api, `Taken ${Date.now()}`, 8);
	await owner.goto('/heatmap?period=7');
	const pdf = await taken(owner, 'Take along', 'PDF to print');
	expect(pdf.name).toMatch(/^Heatmap \d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d\.pdf$/);
	expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
	const png = await taken(owner, 'Take along', 'One page, picture (PNG)');
	expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual([2246, 1588]);
	await expectAccessible(owner, 'the heatmap with what is taken along');

	await owner.route('**/page.pdf*', (route) =>
		route.fulfill({ status: 503, json: { error: { code: 'busy', message: 'The server is busy.' } } })
	);
	await owner.getByRole('button', { name: 'Take along' }).click();
	await owner.getByRole('menuitem', { name: 'PDF to print' }).click();
	await expect(owner.getByRole('alert')).toHaveText('The server is busy.');

	const made = await api.post<{ id: string; token: string }>('/share-links', {
		shown: { journeys: [id] },
		password: 'nine lives of a cat'
	});
	const context = await browser.newContext({ baseURL: baseURL!, locale: 'zh-CN' });
	const visitor = await hydrating(await context.newPage());
	expect((await visitor.request.get(`/share/${made.token}/page.pdf`)).status()).toBe(401);
	await visitor.goto(`/share/${made.token}`);
	await visitor.getByLabel('密码').fill('nine lives of a cat');
	await visitor.getByRole('button', { name: '打开' }).click();
	const shared = await taken(visitor, '带走', '可打印的 PDF');
	expect(shared.name).toMatch(/^热力图 .*\.pdf$/);
	expect(shared.bytes.subarray(0, 5).toString()).toBe('%PDF-');
	// Withdrawn: at once.
	await api.delete(`/share-links/${made.id}`);
	expect((await visitor.request.get(`/share/${made.token}/page.pdf`)).status()).toBe(410);
});

test('the password and the end of a link are changed in the dialog', async ({ owner, api, browser, baseURL }) => {
	const name = `Changed ${Date.now()}`;
	const id = await answered(api, name, 8);
	const made = await api.post<{ id: string; token: string }>('/share-links', { name, shown: { journeys: [id] } });
	const context = await browser.newContext({ baseURL: baseURL!, locale: 'en-US' });
	const visitor = await hydrating(await context.newPage());
	await visitor.goto(`/share/${made.token}`);
	await expect(visitor.getByRole('button', { name: 'Take along' })).toBeVisible();

	await owner.goto('/heatmap');
	await owner.getByRole('button', { name: 'Share' }).click();
	const change = owner.getByRole('button', { name: `Change the link ${name}` });
	await change.click();
	const form = owner.getByRole('form', { name: `Change the link ${name}` });
	await expect(form.getByLabel('For whom or what')).toBeFocused();
	await form.getByLabel('Password of the link').selectOption('new');
	await form.getByLabel('Password', { exact: true }).fill('short');
	await form.getByRole('button', { name: 'Save' }).click();
	await expect(form.getByText('At least 8 characters').first()).toBeVisible();
	await expectAccessible(owner, 'a link that is changed');
	await form.getByLabel('Password', { exact: true }).fill('nine lives of a cat');
	await form.getByLabel('Ends').selectOption('');
	await form.getByRole('button', { name: 'Save' }).click();
	// Whoever looks is asked at once; the keyboard is back where it was.
	await expect(visitor.getByLabel('Password')).toBeVisible();
	await expect(change).toBeFocused();
	const listed = owner.getByRole('dialog').getByRole('listitem').filter({ hasText: name });
	await expect(listed).toContainText('no end');
	await expect(listed).toContainText('with password');
});

test('on a phone the pages stand in a menu, and the bar does not scroll sideways', async ({ owner }) => {
	await owner.setViewportSize({ width: 390, height: 800 });
	await owner.goto('/heatmap');
	const bar = owner.locator('header').first();
	expect(await bar.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
	await owner.getByRole('button', { name: 'Pages, open now: Heatmap' }).focus();
	await owner.keyboard.press('Enter');
	const places = owner.getByRole('menuitem', { name: 'Places' });
	await expect(places).toBeVisible();
	await expectAccessible(owner, 'the pages in their menu');
	await places.click();
	await expect(owner).toHaveURL(/\/places$/);
	await expect(owner.getByRole('button', { name: 'Pages, open now: Places' })).toBeVisible();
});
