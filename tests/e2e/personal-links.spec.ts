import { OWNER } from '../support/built-app.ts';
import type { Map } from './support/board.ts';
import { colleague } from './support/colleague.ts';
import { expect, expectAccessible, signedIn, test, type Api } from './support/test.ts';

/** A link for one person in the hands of several: on two devices, passed on, taken back; and who may not see the lists. */

async function asked(api: Api) {
	const { id: journeyId } = await api.post<{ id: string }>('/journeys', { title: 'Passed on', template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${journeyId}`);
	const touchpointId = touchpoints[0]!.id;
	const { survey, collector } = await api.post<{ survey: { id: string }; collector: { id: string; code: string } }>(
		`/touchpoints/${touchpointId}/ask`,
		{ journeyId, kind: 'nps' }
	);
	const scores = async () => {
		const { items } = await api.get<{ items: { answers: { nps: number } }[] }>(
			`/responses?collectorId=${collector.id}`
		);
		return items.map(({ answers }) => answers.nps);
	};
	return { ...collector, touchpointId, surveyId: survey.id, scores };
}

test('on two devices at once one answer counts, and nobody is told that theirs did', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const { id, scores } = await asked(api);
	const batch = await api.post<{ id: string }>(`/collectors/${id}/links/batch`, {
		rows: [{ externalId: 'C-1' }, { externalId: 'C-2' }, { externalId: 'C-3' }]
	});
	const file = await (await owner.request.get(`/api/v1/link-batches/${batch.id}/links.csv`)).text();
	const [link, plain, back] = [...file.matchAll(/http[^,]+/g)].map(([address]) => address) as [string, string, string];

	const english = await browser.newContext({ baseURL: baseURL! });
	const chinese = await browser.newContext({ baseURL: baseURL!, locale: 'zh-CN' });
	const [one, other] = [await english.newPage(), await chinese.newPage()];
	const scored = [9, 2] as const;
	for (const [at, page] of [one, other].entries()) {
		await page.goto(link);
		await page.locator(`label:has(input[value="${scored[at]}"])`).click();
	}
	await Promise.all([one, other].map((page) => page.locator('button[type=submit]').click()));
	const thanked = (page: typeof one) => page.getByRole('heading', { name: /^(Thank you|谢谢)/ });
	const refused = (page: typeof one) =>
		page.getByRole('heading', { name: /^(This link has been used|此链接已被使用)$/ });
	for (const page of [one, other]) await expect(thanked(page).or(refused(page))).toBeVisible();
	const isFirst = await thanked(one).isVisible();
	const [first, second] = isFirst ? [one, other] : [other, one];
	await expect(thanked(first)).toBeVisible();
	await expect(refused(second)).toBeVisible();
	// It was not theirs: they are told how to answer all the same.
	await expect(second.getByText(/ask whoever sent the link for one of your own|向发送者另要一个链接/)).toBeVisible();
	await expectAccessible(second, 'a link that somebody else has used');
	expect(await scores()).toEqual([isFirst ? 9 : 2]);

	// Whoever it is passed on to afterwards meets no form.
	for (const page of [one, other]) {
		expect((await page.goto(link))!.status()).toBe(410);
		await expect(refused(page)).toBeVisible();
		await expect(page.locator('form[data-respond]')).toHaveCount(0);
	}

	// The same without script.
	const bare = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false });
	const old = await bare.newPage();
	await old.goto(plain);
	await one.goto(plain);
	await one.locator('label:has(input[value="7"])').click();
	await one.locator('button[type=submit]').click();
	await expect(thanked(one)).toBeVisible();
	await old.locator('label:has(input[value="1"])').click();
	await old.locator('button[type=submit]').click();
	await expect(refused(old)).toBeVisible();
	expect((await scores()).toSorted()).toEqual([7, isFirst ? 9 : 2].toSorted());

	// Open on both when it is taken back: neither answer is taken, and both are told.
	for (const page of [one, other]) {
		await page.goto(back);
		await page.locator('label:has(input[value="5"])').click();
	}
	await api.patch(`/link-batches/${batch.id}`, { revoked: true });
	for (const page of [one, other]) {
		await page.locator('button[type=submit]').click();
		await expect(page.getByRole('heading', { name: /^(This link is not valid any more|此链接已失效)$/ })).toBeVisible();
		expect((await page.goto(back))!.status()).toBe(410);
	}
	expect(await scores()).toHaveLength(2);
	for (const context of [english, chinese, bare]) await context.close();
});

for (const [locale, words] of [
	['en-US', { closed: 'This is not open to you', nothing: 'There is nothing here' }],
	['zh-CN', { closed: '您没有访问权限', nothing: '这里没有内容' }]
] as const)
	test(`a viewer sees how links and websites are set, changes nothing, and meets no list of people (${locale})`, async ({
		api,
		browser,
		baseURL
	}) => {
		const { id, surveyId, touchpointId } = await asked(api);
		const batch = await api.post<{ id: string }>(`/collectors/${id}/links/batch`, {
			name: 'Spring',
			rows: [{ externalId: 'C-secret', name: 'Lin Xiao', email: 'lin@shop.example' }]
		});
		const web = await api.post<{ id: string }>('/collectors', { surveyId, touchpointId, channel: 'embed' });
		const { page, context } = await colleague(browser, api, baseURL!, { name: 'Vera', role: 'viewer', locale });

		expect((await page.goto(`/collectors/${id}/links`))!.status()).toBe(200);
		await expect(page.locator('tr[data-batch-id]')).toContainText('Spring');
		await expect(page.locator('textarea')).toHaveCount(0);
		await expect(page.locator('tr[data-batch-id]').locator('a, button')).toHaveCount(0);
		expect(await page.content()).not.toMatch(/C-secret|Lin Xiao|lin@shop/);
		const csv = await page.request.get(`/api/v1/link-batches/${batch.id}/links.csv`);
		expect(csv.status()).toBe(403);

		expect((await page.goto(`/collectors/${web.id}/embed`))!.status()).toBe(200);
		await expect(page.locator('form fieldset').first()).toHaveAttribute('disabled');
		await expect(page.locator('#embed-known, #embed-dnc')).toHaveCount(0);

		const nowhere = '019acb7d-0000-7000-8000-000000000001';
		for (const path of ['send', `send/${nowhere}`, 'send/x']) {
			expect((await page.goto(`/settings/channels/wechat/${path}`))!.status(), path).toBe(403);
			await expect(page.getByRole('heading', { name: words.closed })).toBeVisible();
		}
		for (const path of [`${nowhere}/links`, `${nowhere}/embed`, `${id}/embed`, 'x/links']) {
			expect((await page.goto(`/collectors/${path}`))!.status(), path).toBe(404);
			await expect(page.getByRole('heading', { name: words.nothing })).toBeVisible();
		}
		await context.close();

		// Who may send meets nothing either where there is no such round.
		const owner = await signedIn(browser, OWNER, baseURL!, { locale });
		const mine = await owner.newPage();
		for (const path of [`wechat/send/${nowhere}`, 'wechat/send/x', 'nothing/send']) {
			expect((await mine.goto(`/settings/channels/${path}`))!.status(), path).toBe(404);
			await expect(mine.getByRole('heading', { name: words.nothing })).toBeVisible();
		}
		await owner.close();
	});

test('tried out, a link is still there for whoever it is for', async ({ owner, api, browser, baseURL }) => {
	const { id, scores } = await asked(api);
	const batch = await api.post<{ id: string }>(`/collectors/${id}/links/batch`, { rows: [{ externalId: 'C-9' }] });
	const file = await (await owner.request.get(`/api/v1/link-batches/${batch.id}/links.csv`)).text();
	const link = /http[^,]+/.exec(file)![0];
	const page = await (await browser.newContext({ baseURL: baseURL!, locale: 'en-US' })).newPage();
	const answer = async (address: string, score: number) => {
		await page.goto(address);
		await page.locator(`label:has(input[value="${score}"])`).click();
		await page.locator('button[type=submit]').click();
		await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
	};
	await answer(`${link}&test`, 1);
	await answer(`${link}&test`, 2);
	await answer(link, 9);
	expect(await scores()).toContain(9);
	const { items } = await api.get<{ items: { answers: { nps: number }; mark: string | null }[] }>(
		`/responses?collectorId=${id}`
	);
	expect(items.filter(({ mark }) => mark === null).map(({ answers }) => answers.nps)).toEqual([9]);
});
