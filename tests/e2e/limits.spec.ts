import type { Map } from './support/board.ts';
import { OWNER } from '../support/built-app.ts';
import { type Api, expect, expectAccessible, signedIn, test } from './support/test.ts';

/** How many answers a way of asking takes, when, and of whom. */

async function asked(api: Api) {
	const { id: journeyId } = await api.post<{ id: string }>('/journeys', { title: 'Limits', template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${journeyId}`);
	const touchpointId = touchpoints[0]!.id;
	const { collector } = await api.post<{ collector: { id: string; code: string } }>(
		`/touchpoints/${touchpointId}/ask`,
		{ journeyId, kind: 'nps', channel: 'link' }
	);
	return { ...collector, touchpointId };
}

test('limits are set, said in the list, refused when wrong with nothing lost, and obeyed by the page', async ({
	owner: page,
	api,
	browser,
	baseURL
}) => {
	const { id, code, touchpointId } = await asked(api);
	await page.goto(`/touchpoints/${touchpointId}/collectors`);
	const row = page.locator(`[data-collector-id="${id}"]`);
	const openLimits = async () => {
		await row.getByRole('button', { name: /^More for/ }).click();
		await page.getByRole('menuitem', { name: 'Limits' }).click();
	};
	await openLimits();
	const dialog = page.getByRole('dialog');
	await expectAccessible(page, 'the limits of a collector');
	await dialog.getByLabel('Opens').fill('2030-03-01T09:00');
	await dialog.getByLabel('Ends').fill('2030-03-01T08:00');
	await dialog.getByLabel('At most so many answers').fill('1');
	await dialog.getByRole('button', { name: 'Add a quota' }).click();
	await dialog.getByLabel('Quota 1: at most').fill('many');
	await dialog.getByLabel('PIN').fill('Yun2026');
	const save = dialog.getByRole('button', { name: 'Save' });
	await save.click();
	await expect(dialog.getByText('The end must come after the beginning.')).toBeVisible();
	await expect(dialog.getByLabel('Ends')).toBeFocused();
	await dialog.getByLabel('Ends').fill('2030-03-31T18:00');
	await save.click();
	await expect(dialog.getByRole('alert')).toHaveText('Enter a whole number from 1 to 10,000,000.');
	await expect(dialog.getByLabel('Quota 1: at most')).toBeFocused();
	await dialog.getByLabel('Quota 1: at most').fill('5');
	await expect(dialog.getByLabel('PIN')).toHaveValue('Yun2026');
	await save.press('Enter');
	await expect(dialog).toHaveCount(0);
	await expect(row).toContainText('not begun');
	await expect(row).toContainText('at most 1 · quotas: 1 · PIN');

	// A phone, without script, in Chinese.
	const phone = await browser.newContext({
		baseURL: baseURL!,
		javaScriptEnabled: false,
		locale: 'zh-CN',
		viewport: { width: 390, height: 844 }
	});
	const visitor = await phone.newPage();
	await visitor.goto(`/s/${code}?src=poster`);
	await expect(visitor.getByRole('heading', { name: '这份问卷还没有开始' })).toBeVisible();
	await expect(visitor.getByText(/2030年3月1日/)).toBeVisible();

	await openLimits();
	await dialog.getByLabel('Opens').fill('');
	await save.click();
	await expect(row).not.toContainText('not begun');
	await visitor.reload();
	await expect(visitor.getByRole('heading', { name: '请输入口令' })).toBeVisible();
	await visitor.getByLabel('请输入口令').fill('1234');
	await visitor.getByRole('button', { name: '打开问卷' }).click();
	await expect(visitor.getByRole('alert')).toHaveText('口令不对，请核对后再试。');
	await visitor.getByLabel('请输入口令').fill('ｙｕｎ２０２６');
	await visitor.getByRole('button', { name: '打开问卷' }).click();
	expect(new URL(visitor.url()).searchParams.get('src')).toBe('poster');
	await visitor.getByRole('radio', { name: /^9/ }).check({ force: true });
	await visitor.getByRole('button', { name: '提交' }).click();
	await expect(visitor.getByRole('heading', { name: '谢谢您' })).toBeVisible();
	await visitor.goto(`/s/${code}`);
	await visitor.getByLabel('请输入口令').fill('yun2026');
	await visitor.getByRole('button', { name: '打开问卷' }).click();
	await expect(visitor.getByRole('heading', { name: '这份问卷已收满' })).toBeVisible();
	await page.reload();
	await expect(row).toContainText('full');
	await phone.close();
});

test('a PIN in both themes at 320 px and 160 % text, and a survey for the invited', async ({
	api,
	browser,
	baseURL
}) => {
	const { id, code } = await asked(api);
	const limits = { maximum: null, quotas: [], once: false, pin: '云山2026', invited: false };
	await api.patch(`/collectors/${id}`, { limits });
	for (const colorScheme of ['light', 'dark'] as const) {
		const context = await signedIn(browser, OWNER, baseURL!, { viewport: { width: 320, height: 640 }, colorScheme });
		const page = await context.newPage();
		await page.goto(`/s/${code}`);
		await page.addStyleTag({ content: 'html { font-size: 160% }' });
		await expectAccessible(page, `the PIN, ${colorScheme}`);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
		await context.close();
	}
	await api.patch(`/collectors/${id}`, { limits: { ...limits, pin: null, invited: true } });
	const page = await browser.newPage({ baseURL: baseURL! });
	await page.goto(`/s/${code}`);
	await expect(page.getByRole('heading', { name: 'This survey is for invited people' })).toBeVisible();
	await page.close();
});
