import type { Page } from '@playwright/test';
import type { Map } from './support/board.ts';
import { expect, test, type Api } from './support/test.ts';
import { doubleClick, doubleEnter } from './support/twice.ts';

/** A double click, a double Enter, and a press after a receipt that was lost: one thing is made. */

const LOST = 'That did not work. Check the connection and try again.';

async function asked(api: Api, channel: string) {
	const { id: journeyId } = await api.post<{ id: string }>('/journeys', { title: 'Pressed twice', template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${journeyId}`);
	const touchpointId = touchpoints[0]!.id;
	const { collector } = await api.post<{ collector: { id: string } }>(`/touchpoints/${touchpointId}/ask`, {
		journeyId,
		kind: 'nps',
		channel
	});
	return { ...collector, journeyId, touchpointId };
}

/** Posts that the page has sent to such an address. */
function posts(page: Page, path: RegExp): () => number {
	let sent = 0;
	page.on('request', (request) => void (request.method() === 'POST' && path.test(request.url()) && sent++));
	return () => sent;
}

/** The first request arrives, and its answer does not. */
async function loseReceipt(page: Page, pattern: string): Promise<void> {
	await page.route(
		pattern,
		async (route) => {
			await route.fetch();
			await route.abort('connectionreset');
		},
		{ times: 1 }
	);
}

test('links of a number, of a list, and after a lost receipt', async ({ owner: page, api }) => {
	const { id } = await asked(api, 'link');
	const sent = posts(page, /links\/batch$/);
	const made = async () => {
		const { items } = await api.get<{ items: { total: number }[] }>(`/collectors/${id}/links`);
		return items.map(({ total }) => total);
	};
	await page.goto(`/collectors/${id}/links`);
	const button = page.getByRole('button', { name: /^Make links/ });
	const said = (n: number) => page.getByText(`Links made: ${n}.`);
	await page.getByRole('radio', { name: 'A number' }).check();
	await page.getByLabel('Number of links').fill('3');
	await doubleClick(page, button, () => expect(said(3)).toBeVisible());
	await expect(said(3)).toBeVisible();
	await expect(page.locator('tr[data-batch-id]')).toHaveCount(1);
	await page.getByLabel('Number of links').fill('4');
	await expect(async () => {
		// What was pressed just now is over.
		await button.click();
		await expect(said(4)).toBeVisible({ timeout: 1000 });
	}).toPass();
	expect(await made()).toEqual([4, 3]);
	expect(sent()).toBe(2);

	await page.reload();
	await page.getByRole('radio', { name: 'A list' }).check();
	const list = page.getByRole('textbox', { name: 'List', exact: true });
	await list.fill('C-1\nC-2');
	await expect(page.getByText('2 links', { exact: true })).toBeVisible();
	await doubleEnter(page, button, () => expect(said(2)).toBeVisible());
	// Nobody is told that the list is empty, which they have just sent.
	await expect(said(2)).toBeVisible();
	await expect(page.getByText('Nobody is on the list yet.')).toHaveCount(0);
	expect(await made()).toEqual([2, 4, 3]);

	await list.fill('C-5');
	await expect(page.getByText('1 link', { exact: true })).toBeVisible();
	await loseReceipt(page, '**/links/batch');
	await expect(async () => {
		await button.click();
		// In words of ours, not the browser's.
		await expect(page.getByRole('alert')).toHaveText(LOST, { timeout: 1000 });
	}).toPass();
	await expect(list).toHaveValue('C-5');
	await button.click();
	await expect(said(1)).toBeVisible();
	expect(await made()).toEqual([1, 2, 4, 3]);
});

test('a way to ask, by hand, by Enter, and after a lost receipt', async ({ owner: page, api }) => {
	const { touchpointId } = await asked(api, 'link');
	await page.goto(`/touchpoints/${touchpointId}/collectors`);
	const rows = page.locator('tr[data-collector-id]');
	const dialog = page.getByRole('dialog');
	const make = dialog.getByRole('button', { name: 'Make it' });
	const begin = async (place: string) => {
		await page.getByRole('button', { name: 'Add a way' }).click();
		await dialog.getByRole('radio', { name: /^QR code/ }).check();
		await dialog.getByLabel('Place').fill(place);
	};
	const sent = posts(page, /\/collectors$|\/ask$/);
	await begin('Counter 1');
	await doubleClick(page, make, () => expect(rows).toHaveCount(2));
	await expect(rows).toHaveCount(2);
	await page.keyboard.press('Escape');
	await begin('Counter 2');
	await dialog.getByLabel('Place').press('Enter');
	await expect(rows).toHaveCount(3);
	await page.keyboard.press('Enter');
	await page.keyboard.press('Escape');
	expect(sent()).toBe(2);

	await loseReceipt(page, '**/api/v1/collectors');
	await begin('Counter 3');
	await make.click();
	await expect(dialog.getByRole('alert')).toHaveText(LOST);
	await expect(dialog.getByLabel('Place')).toHaveValue('Counter 3');
	await make.click();
	await expect(rows).toHaveCount(4);

	// A survey out of nothing, whose name did not arrive.
	await page.route('**/api/v1/collectors/*', (route) => route.abort('connectionreset'), { times: 1 });
	await begin('Counter 4');
	await dialog.getByRole('combobox', { name: 'Survey' }).selectOption({ index: 2 });
	await make.click();
	await expect(dialog.getByRole('alert')).toHaveText(LOST);
	await make.click();
	await expect(rows).toHaveCount(5);
	const { items } = await api.get<{ items: { name: string | null }[] }>(`/collectors?touchpointId=${touchpointId}`);
	expect(items.map(({ name }) => name)).toEqual(['Counter 4', 'Counter 3', 'Counter 2', 'Counter 1', null]);
});

test('a secret that is shown once, and names that are not to be asked', async ({ owner: page, api }) => {
	const { id } = await asked(api, 'embed');
	const secrets = async () => (await api.get<{ items: { id: string; hint: string }[] }>('/identity-secrets')).items;
	for (const one of await secrets()) await api.delete(`/identity-secrets/${one.id}`);
	await page.goto(`/collectors/${id}/embed`);
	const shown = page.getByLabel('Secret', { exact: true });
	const make = page.getByRole('button', { name: 'Make a secret' });
	await doubleEnter(page, make, () => expect(page.getByRole('button', { name: /^Delete the secret/ })).toHaveCount(1));
	await expect(shown).toBeVisible();
	const [one, ...more] = await secrets();
	expect(more).toEqual([]);
	expect(await shown.inputValue()).toMatch(new RegExp(`${one!.hint}$`));
	await api.delete(`/identity-secrets/${one!.id}`);

	const sent = posts(page, /do-not-contact$/);
	await page.getByLabel('Customer ids or e-mail addresses').fill('C-twice\ntwice@shop.example');
	const said = page.getByText('Put into the list: 2.');
	await doubleClick(page, page.getByRole('button', { name: 'Do not ask them' }), () => expect(said).toBeVisible());
	await expect(said).toBeVisible();
	await expect(page.getByText('Nobody is named yet.')).toHaveCount(0);
	expect(sent()).toBe(1);
	await api.post('/do-not-contact', {
		customers: [{ externalId: 'C-twice' }, { email: 'twice@shop.example' }],
		contact: 'again'
	});
});
