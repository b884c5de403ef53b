import type { Map } from './support/board.ts';
import { expect, expectAccessible, signedIn, test, type Api } from './support/test.ts';
import { OWNER } from '../support/built-app.ts';

/** Every way in which a touchpoint asks, side by side, and how far people come. */

async function journey(api: Api, title: string) {
	const { id: journeyId } = await api.post<{ id: string }>('/journeys', { title, template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${journeyId}`);
	return { journeyId, touchpointId: touchpoints[0]!.id };
}

test('from nothing to all kinds of ways, paused, named, closed and opened again', async ({ owner: page, api }) => {
	const { touchpointId, journeyId } = await journey(api, 'Ways to ask');
	await page.goto(`/journeys/${journeyId}?touchpoint=${touchpointId}`);
	await page.getByRole('tab', { name: 'Survey' }).click();
	await page.getByRole('link', { name: 'All ways to ask' }).click();
	await expect(page.getByRole('heading', { name: 'Nobody is asked here yet' })).toBeVisible();
	await expectAccessible(page, 'ways, none yet');

	const rows = page.locator('tr[data-collector-id]');
	const add = async (channel: RegExp, place?: string) => {
		const before = await rows.count();
		await page.getByRole('button', { name: 'Add a way' }).first().click();
		const dialog = page.getByRole('dialog');
		await dialog.getByRole('radio', { name: channel }).check();
		if (place) await dialog.getByLabel('Place').fill(place);
		await dialog.getByRole('button', { name: 'Make it' }).click();
		await expect(rows).toHaveCount(before + 1);
	};
	await add(/^Link/, 'Newsletter');
	await add(/^QR code/, 'Shop 1, counter 3');
	await add(/^Website/);
	await add(/^WeChat/);
	await add(/^Kiosk/, 'Exit');
	// All of one survey: the one that is asked here is offered first.
	const { items } = await api.get<{ items: { surveyId: string; channel: string; name: string | null }[] }>(
		`/collectors?touchpointId=${touchpointId}`
	);
	expect(new Set(items.map(({ surveyId }) => surveyId)).size).toBe(1);
	expect(items.map(({ channel, name }) => [channel, name])).toEqual([
		['kiosk', 'Exit'],
		['wechat', null],
		['embed', null],
		['qr', 'Shop 1, counter 3'],
		['link', 'Newsletter']
	]);
	await expect(page.getByText('It appears nowhere yet: name the websites')).toBeVisible();
	await expect(page.getByText('No WeChat official account is connected')).toBeVisible();
	await expectAccessible(page, 'all ways');

	const link = rows.filter({ hasText: 'Newsletter' });
	const choose = async (item: string) => {
		await link.getByRole('button', { name: /^More for/ }).click();
		await page.getByRole('menuitem', { name: item }).click();
	};
	await choose('Pause');
	await expect(link.getByText('paused')).toBeVisible();
	await expect(link.getByRole('button', { name: 'Try it' })).toBeDisabled();
	await choose('Go on');
	await expect(link.getByText('open', { exact: true })).toBeVisible();
	await choose('Close');
	await page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click();
	await expect(link.getByText('closed')).toBeVisible();
	await choose('Open again');
	await expect(link.getByText('open', { exact: true })).toBeVisible();
	await choose('Name the place');
	await page.getByRole('dialog').getByLabel('Place').fill('Newsletter, spring');
	await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
	await expect(rows.filter({ hasText: 'Newsletter, spring' })).toHaveCount(1);
});

test('a phone that met a pause sees the survey when it goes on', async ({ api, browser, baseURL }) => {
	const { touchpointId, journeyId } = await journey(api, 'Paused, and open again');
	const { collector } = await api.post<{ collector: { id: string; code: string } }>(
		`/touchpoints/${touchpointId}/ask`,
		{
			journeyId,
			kind: 'csat'
		}
	);
	const context = await browser.newContext({ baseURL: baseURL! });
	const phone = await context.newPage();
	const scanned = async () => (await phone.goto(`/s/${collector.code}`))!.status();
	await api.patch(`/collectors/${collector.id}`, { status: 'paused' });
	expect(await scanned()).toBe(410);
	await expect(phone.getByRole('heading', { name: 'This survey is paused' })).toBeVisible();
	await api.patch(`/collectors/${collector.id}`, { status: 'open' });
	// Not what the browser kept of the answer before.
	expect(await scanned()).toBe(200);
	await context.close();
});

test('three hundred shops: owners, a search, and an inspector that stays quick', async ({ owner: page, api }) => {
	const { touchpointId, journeyId } = await journey(api, 'Three hundred shops');
	const { survey } = await api.post<{ survey: { id: string } }>(`/touchpoints/${touchpointId}/ask`, {
		journeyId,
		kind: 'csat'
	});
	const shops = Array.from({ length: 300 }, (_, at) => `Shop ${at + 1},owner${at % 40}@example.com`);
	await api.post(`/touchpoints/${touchpointId}/codes`, {
		surveyId: survey.id,
		list: ['shop,owner', ...shops].join('\n')
	});

	let pictures = 0;
	page.on('request', (request) => void (/\/qr\.svg$/.test(request.url()) && pictures++));
	await page.goto(`/journeys/${journeyId}?touchpoint=${touchpointId}`);
	await page.getByRole('tab', { name: 'Survey' }).click();
	await expect(page.getByText('Codes: 301, open: 301, answers: 0.')).toBeVisible();
	await expect(page.getByRole('button', { name: /^Shop \d+/ })).toHaveText([
		/Shop 1/,
		/Shop 2/,
		/Shop 3/,
		/Shop 4/,
		/Shop 5/
	]);
	expect(pictures).toBe(0);
	await page.getByPlaceholder('Search place, owner, code').fill('shop 29 owner17');
	await page.getByRole('button', { name: /^Shop 298/ }).click();
	await expect(page.getByRole('img', { name: /Shop 298/ })).toBeVisible();
	expect(pictures).toBe(1);
	await expectAccessible(page, 'many codes in the inspector');

	await page.getByRole('link', { name: 'All ways to ask' }).click();
	const rows = page.locator('tr[data-collector-id]');
	await expect(rows).toHaveCount(50);
	await page.getByRole('button', { name: 'Show all 301' }).click();
	await expect(rows).toHaveCount(301);
	await page.getByPlaceholder('Search place, owner, code').fill('owner17@ 298');
	await expect(rows).toHaveCount(1);
	await rows.getByRole('button', { name: /^More for/ }).click();
	await page.getByRole('menuitem', { name: 'Set the owner' }).click();
	const field = page.getByRole('dialog').getByLabel('Owner’s e-mail');
	await expect(field).toHaveValue('owner17@example.com');
	await field.fill('nobody');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
	await field.fill('');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(rows).toHaveCount(0);
	await page.getByPlaceholder('Search place, owner, code').fill('shop 298');
	// By chance another code has these digits in it.
	await expect(rows.filter({ hasText: 'Shop 298' })).not.toContainText('Owner');
});

test('who looks, begins and answers is counted, once, reloads and tests are not', async ({ browser, api, baseURL }) => {
	const { touchpointId, journeyId } = await journey(api, 'How far people come');
	const { collector } = await api.post<{ collector: { code: string } }>(`/touchpoints/${touchpointId}/ask`, {
		journeyId,
		kind: 'nps',
		channel: 'link'
	});
	const stages = async () => {
		const found = await api.get<{ collectors: { stages: Record<string, unknown> }[]; tests: number }>(
			`/touchpoints/${touchpointId}/collectors`
		);
		const { views, starts, answers } = found.collectors[0]!.stages;
		return [views, starts, answers, found.tests];
	};
	const address = `/s/${collector.code}`;
	const context = await browser.newContext({ baseURL: baseURL! });
	// Not the script of that name, but what it tells.
	const told = () =>
		page.waitForResponse((response) => response.url().endsWith('/seen') && response.request().method() === 'POST');
	const page = await context.newPage();

	// Looked at, and looked at again: one visit.
	let heard = told();
	await page.goto(address);
	await heard;
	await page.reload();
	// What the page says of itself after the reload, it says when somebody begins.
	heard = told();
	await page.locator('label:has(input[value="9"])').click();
	await heard;
	expect(await stages()).toEqual([1, 1, 0, 0]);
	await page.locator('button[type=submit]').click();
	await expect(page.getByRole('heading', { name: /thank/i })).toBeVisible();
	expect(await stages()).toEqual([1, 1, 1, 0]);

	// The next one at this browser is another visit.
	heard = told();
	await page.goto(address);
	await heard;
	expect(await stages()).toEqual([2, 1, 1, 0]);

	// Tried out: nothing of it counts.
	await page.goto(`${address}?test`);
	await page.locator('label:has(input[value="3"])').click();
	await page.locator('button[type=submit]').click();
	await expect(page.getByRole('heading', { name: /thank/i })).toBeVisible();
	expect(await stages()).toEqual([2, 1, 1, 1]);
	await context.close();

	// Without script the answer says so of itself; only looking is not seen.
	const bare = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false });
	const plain = await bare.newPage();
	await plain.goto(address);
	await plain.locator('label:has(input[value="10"])').click();
	await plain.locator('button[type=submit]').click();
	await expect(plain.getByRole('heading', { name: /thank/i })).toBeVisible();
	await expect.poll(stages).toEqual([3, 2, 2, 1]);
	await bare.close();
});

test('a viewer sees the ways and changes none; a phone in Chinese and the dark', async ({ browser, api, baseURL }) => {
	const { touchpointId, journeyId } = await journey(api, 'Ways, seen');
	await api.post(`/touchpoints/${touchpointId}/ask`, { journeyId, kind: 'csat', channel: 'qr' });
	const context = await signedIn(browser, OWNER, baseURL!, {
		locale: 'zh-CN',
		colorScheme: 'dark',
		viewport: { width: 390, height: 844 }
	});
	const page = await context.newPage();
	await page.goto(`/touchpoints/${touchpointId}/collectors`);
	await expect(page.getByRole('button', { name: '添加渠道' })).toBeVisible();
	await expect(page.locator('tr[data-collector-id]')).toHaveCount(1);
	await expectAccessible(page, 'ways on a phone');
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	await context.close();
});

test('links for one person each: from a pasted list to the file, answered once, taken back', async ({
	owner: page,
	api,
	browser,
	baseURL
}) => {
	const { touchpointId, journeyId } = await journey(api, 'One a person');
	const { collector } = await api.post<{ collector: { id: string } }>(`/touchpoints/${touchpointId}/ask`, {
		journeyId,
		kind: 'nps',
		channel: 'link'
	});
	await page.goto(`/touchpoints/${touchpointId}/collectors`);
	await page.getByRole('button', { name: /^More for/ }).click();
	await page.getByRole('menuitem', { name: 'Personal links' }).click();
	await page
		.getByRole('textbox', { name: 'List', exact: true })
		.fill('customer id,name,email,place\nC-1,=1+1,,Shop 1\n,Nobody,,\nC-2,Wang,wrong,\nC-3,,li@shop.example,Shop 2');
	await expect(page.getByText('2 links', { exact: true })).toBeVisible();
	await expect(page.getByText('Goes with the link: place')).toBeVisible();
	await expect(page.getByText('Line 3: a name alone is nobody')).toBeVisible();
	await expect(page.getByText('Line 4: not an e-mail address.')).toBeVisible();
	// What cannot be read makes nothing of what stood there before.
	const list = page.getByRole('textbox', { name: 'List', exact: true });
	const typed = await list.inputValue();
	await list.fill('customer id\n"C-1');
	await expect(page.getByText('a quotation mark is opened and not closed')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Make links (0)' })).toBeVisible();
	const file = (name: string, buffer: Buffer) =>
		page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
	await file('book.csv', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
	await expect(page.getByText('This file cannot be read.')).toBeVisible();
	// As Excel writes “Unicode text”.
	await file('list.csv', Buffer.from('\ufeffcustomer id\tname\r\nC-7\t林晓\r\n', 'utf16le'));
	await expect(page.getByText('1 link', { exact: true })).toBeVisible();
	await expect(list).toHaveValue(/林晓/);
	await list.fill(typed);
	await page.getByLabel('Name of the list').fill('Spring');
	await expectAccessible(page, 'a list of links');
	await page.getByRole('button', { name: 'Make links (2)' }).click();
	const batch = page.locator('tr[data-batch-id]').filter({ hasText: 'Spring' });
	await expect(batch).toContainText('0 of 2');

	const downloading = page.waitForEvent('download');
	await batch.getByRole('link', { name: 'CSV' }).click();
	const text = await (await downloading).createReadStream().then(async (stream) => {
		const parts: Buffer[] = [];
		for await (const part of stream) parts.push(part as Buffer);
		return Buffer.concat(parts).toString();
	});
	expect(text).toContain(`1,'=1+1,C-1,,Shop 1,`);
	const [first, second] = [...text.matchAll(/http[^,]+/g)].map(([address]) => address) as [string, string];

	const context = await browser.newContext({ baseURL: baseURL! });
	const phone = await context.newPage();
	// What one has begun stays their own, also in the browser of another.
	await phone.goto(first);
	await phone.locator('label:has(input[value="2"])').click();
	await phone.goto(second);
	await expect(phone.locator('form input:checked')).toHaveCount(0);
	await phone.goto(first);
	await expect(phone.locator('input[value="2"]')).toBeChecked();
	await phone.locator('button[type=submit]').click();
	await expect(phone.getByRole('heading', { name: /thank/i })).toBeVisible();
	expect((await phone.goto(first))!.status()).toBe(410);
	await expect(phone.getByRole('heading', { name: 'This link has been used' })).toBeVisible();
	await expectAccessible(phone, 'a link that was answered');
	const { items } = await api.get<{ items: { customerId: string | null }[] }>(`/responses?collectorId=${collector.id}`);
	expect(items).toHaveLength(1);
	expect(items[0]!.customerId).not.toBeNull();

	await page.reload();
	await expect(batch).toContainText('1 of 2');
	await batch.getByRole('button', { name: 'Take back' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Take back' }).click();
	await expect(batch).toContainText('taken back');
	expect((await phone.goto(second))!.status()).toBe(410);
	await expect(phone.getByRole('heading', { name: 'This link is not valid any more' })).toBeVisible();
	await context.close();
});
