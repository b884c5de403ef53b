import { Board, type Map } from './support/board.ts';
import { colleague } from './support/colleague.ts';
import { expect, expectAccessible, test, type Api } from './support/test.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A map with one touchpoint that is asked CSAT by a page, at a till and at a door where two have answered. */
async function asked(api: Api, title: string) {
	const { id } = await api.post<{ id: string }>('/journeys', { title, template: 'retail' });
	const { touchpoints, scenes } = await api.get<Map>(`/journeys/${id}`);
	const touchpoint = touchpoints[0]!;
	const { survey, collector } = await api.post<{ survey: { id: string }; collector: { code: string } }>(
		`/touchpoints/${touchpoint.id}/ask`,
		{ journeyId: id, kind: 'csat', channel: 'link' }
	);
	const code = async (name: string) => {
		const input = { surveyId: survey.id, touchpointId: touchpoint.id, channel: 'qr', name };
		return (await api.post<{ code: string }>('/collectors', input)).code;
	};
	const codes = { page: collector.code, till: await code(`Till of ${title}`), door: await code(`Door of ${title}`) };
	const answer = (at: keyof typeof codes, csat: number, count: number, daysAgo = 0) =>
		api.post('/responses/batch', {
			responses: Array.from({ length: count }, (_, n) => ({
				collectorCode: codes[at],
				language: n % 2 === 0 ? 'en' : 'zh-CN',
				submittedAt: new Date(Date.now() - daysAgo * DAY).toISOString(),
				answers: { csat, comment: `Said at the ${at}` }
			}))
		});
	await answer('page', 5, 20);
	await answer('page', 5, 20, 10);
	await answer('till', 1, 6);
	await answer('till', 1, 6, 10);
	return { id, touchpoint: touchpoint.id, scene: scenes.find((one) => one.id === touchpoint.sceneId)!.id, answer };
}

test('a board shows the answers that are chosen: in its address, live, and on the way back', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	await owner.setViewportSize({ width: 1440, height: 900 });
	const title = `Filtered ${Date.now()}`;
	const { id, touchpoint, scene, answer } = await asked(api, title);
	const board = await new Board(owner).open(id);
	const card = board.touchpoint(touchpoint);
	await expect(card).toContainText('n 52');
	await expect(card.locator('[data-line]')).toBeVisible();
	// The very same map to the end.
	await owner.locator('.canvas').evaluate((canvas) => canvas.setAttribute('data-same', ''));

	// By keys.
	const filters = owner.getByRole('button', { name: /^Filters/ });
	await filters.focus();
	await owner.keyboard.press('Enter');
	const panel = owner.getByRole('dialog', { name: 'Filters' });
	await expect(panel.getByLabel('Channel')).toBeVisible();
	await expectAccessible(owner, 'the filters of a board');
	await panel.getByLabel('Place').selectOption(`Till of ${title}`);
	await expect(card).toContainText('n 12');
	await expect(card).toContainText('0%');
	await expect(board.scene(scene)).toContainText('n 12');
	await expect(owner).toHaveURL(/place=Till/);
	await panel.getByLabel('Language').selectOption('en');
	await expect(card).toContainText('n 26');
	await expect(owner).not.toHaveURL(/place=/);
	await panel.getByLabel('Place').selectOption(`Till of ${title}`);
	await panel.getByLabel('Compare with').selectOption('year');
	await expect(owner).toHaveURL(/place=Till.*compare=year/);
	await owner.keyboard.press('Escape');
	await expect(panel).toHaveCount(0);
	await expect(filters).toBeFocused();
	await expect(filters).toHaveAccessibleName(`Filters: Till of ${title}`);

	// A link shows the same to somebody else, in their language.
	const other = await colleague(browser, api, baseURL!, { name: 'Fil Ter', role: 'viewer', locale: 'zh-CN' });
	await other.page.goto(owner.url());
	const theirs = new Board(other.page).touchpoint(touchpoint);
	await expect(theirs).toContainText('n 12');
	await expect(other.page.getByRole('button', { name: `筛选：Till of ${title}` })).toBeVisible();

	// Live, and what is said elsewhere changes nothing here; nobody fetches everything for it.
	const fetched: string[] = [];
	owner.on('request', (request) => request.url().includes('/results?') && fetched.push(request.url()));
	await answer('page', 5, 1);
	await answer('till', 1, 1);
	await expect(card).toContainText('n 13');
	await expect(theirs).toContainText('n 13');
	await expect(board.scene(scene)).toContainText('n 13');
	expect(fetched).toEqual([]);

	// The results tab is of the same answers, and says so.
	await card.click();
	await owner.getByRole('tab', { name: 'Results' }).click();
	const inspector = owner.getByRole('complementary', { name: 'Details of the selection' });
	await expect(inspector).toContainText(`Only answers of: Till of ${title}`);
	await expect(inspector).toContainText('Said at the till');
	await expect(inspector).not.toContainText('Said at the page');
	await inspector.getByRole('button', { name: 'Show all answers' }).click();
	await expect(card).toContainText('n 54');
	await expect(inspector).toContainText('Said at the page');
	await expect(owner).not.toHaveURL(/place=/);

	// The way back.
	await owner.goBack();
	await expect(card).toContainText('n 13');
	await expect(filters).toHaveAccessibleName(`Filters: Till of ${title}`);
	await owner.goForward();
	await expect(card).toContainText('n 54');
	await expect(owner.locator('.canvas[data-same]')).toHaveCount(1);
	await other.context.close();
});

test('what cannot be shown is said in a sentence, and the rest of the board works', async ({ owner, api }) => {
	const title = `Refused ${Date.now()}`;
	const { id, touchpoint, answer } = await asked(api, title);
	await answer('door', 3, 2);
	const board = new Board(owner);
	const card = board.touchpoint(touchpoint);
	await owner.goto(`/journeys/${id}?from=2026-05-02&to=2026-05-01`);
	await expect(owner.getByRole('alert')).toContainText('These days cannot be shown');
	await expect(card).toContainText('n 54');
	await owner.getByRole('alert').getByRole('button', { name: 'Done' }).click();
	await expect(owner.getByRole('alert')).toHaveCount(0);
	await expect(owner).not.toHaveURL(/from=/);

	await owner.goto(`/journeys/${id}?department=01a223bc-5d6d-7e04-acda-f4872b9d5fc5`);
	await expect(owner.getByRole('alert')).toContainText('not known here');
	await expect(card).toContainText('n 54');
	await owner.getByRole('alert').getByRole('button', { name: 'Done' }).click();
	await expect(owner.getByRole('alert')).toHaveCount(0);
	await expect(owner).not.toHaveURL(/department=/);

	await owner.goto(`/journeys/${id}?language=en&channel=qr`);
	await expect(owner.getByRole('alert')).toContainText('A language cannot be combined with a channel');
	await expect(card).toContainText('n 27');

	await owner.goto(`/journeys/${id}?place=${encodeURIComponent(`Door of ${title}`)}`);
	await expect(card).toContainText('n = 2, too few to show');
	const few = owner.getByRole('status').filter({ hasText: 'Too few answers for any number with this filter' });
	await expect(few).toBeVisible();
	await few.getByRole('button', { name: 'Show all answers' }).click();
	await expect(few).toHaveCount(0);
	await expect(card).toContainText('n 54');

	await owner.goto(`/journeys/${id}?place=Nowhere`);
	await expect(owner.getByRole('status').filter({ hasText: 'No code on this map is named “Nowhere”' })).toBeVisible();
	await card.click();
	await expect(owner.getByRole('complementary', { name: 'Details of the selection' })).toBeVisible();
});

test('the emotion lane lists the largest gaps', async ({ owner, api }) => {
	const title = `Gaps ${Date.now()}`;
	const { id, scene, answer } = await asked(api, title);
	await answer('till', 1, 60);
	const board = await new Board(owner).open(id);
	await owner.locator('[data-lane-kind=emotion]').click();
	const gaps = owner.getByRole('region', { name: 'Largest gaps' });
	await expect(gaps.getByRole('listitem')).toHaveCount(1);
	await expect(gaps.getByRole('listitem')).toContainText('measured');
	await gaps.getByRole('button').click();
	await expect(board.scene(scene)).toHaveAccessibleName(/selected/);
});

test('on a phone the filters are in the sheet', async ({ browser, api, baseURL }) => {
	const title = `Narrow ${Date.now()}`;
	const { id } = await asked(api, title);
	const { page, context } = await colleague(browser, api, baseURL!, { name: '陈筛', role: 'viewer', locale: 'zh-CN' });
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto(`/journeys/${id}`);
	await expect(page.getByText('n 52').first()).toBeVisible();
	const overlay = page.getByRole('banner').getByRole('button', { name: /^旅程图上的指标/ });
	await overlay.click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('地点').selectOption(`Till of ${title}`);
	await expect(page).toHaveURL(/place=Till/);
	await expectAccessible(page, 'the filters of a board on a phone');
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	await sheet.getByRole('button', { name: '完成' }).click();
	await expect(page.getByText('n 12').first()).toBeVisible();
	await expect(overlay).toContainText('Till of');
	await context.close();
});
