import { Board, type Map } from './support/board.ts';
import { expect, expectAccessible, test } from './support/test.ts';

test('the heatmap names the worst scene, and leads to its touchpoints, its words and its place on the map', async ({
	owner,
	api
}) => {
	const title = `Worst of all ${Date.now()}`;
	const { id } = await api.post<{ id: string }>('/journeys', { title, template: 'retail' });
	const { scenes, touchpoints } = await api.get<Map>(`/journeys/${id}`);
	const poor = touchpoints.find(({ sceneId }) => sceneId === scenes[1]!.id)!;
	const { collector } = await api.post<{ collector: { code: string } }>(`/touchpoints/${poor.id}/ask`, {
		journeyId: id,
		kind: 'csat'
	});
	await api.post('/responses/batch', {
		responses: Array.from({ length: 32 }, (_, n) => ({
			collectorCode: collector.code,
			language: 'en',
			answers: { csat: 1, ...(n === 0 && { comment: 'Nobody came to help' }) }
		}))
	});

	await owner.goto('/heatmap');
	const heading = owner.getByRole('heading', { level: 1 });
	await expect(heading).toContainText(`${scenes[1]!.title} is the worst scene: CSAT 0%`);
	await expect(owner.getByRole('heading', { name: title })).toContainText('1 of 1 below target');
	await expectAccessible(owner, 'the heatmap');

	// By keys from cell to cell, in the row of this journey.
	const cell = (at: number) => owner.locator(`[data-cell="${scenes[at]!.id}"]`);
	await expect(cell(1)).toHaveAccessibleName(new RegExp(`^${scenes[1]!.title}, ${title}: CSAT 0%, .*far below target`));
	await cell(1).focus();
	await owner.keyboard.press('ArrowLeft');
	await expect(cell(0)).toBeFocused();
	await owner.keyboard.press('End');
	await expect(cell(scenes.length - 1)).toBeFocused();
	await owner.keyboard.press('Home');
	await owner.keyboard.press('ArrowRight');
	await owner.keyboard.press('Enter');
	const panel = owner.getByRole('complementary', { name: scenes[1]!.title });
	await expect(panel).toContainText('Clearly below the target of 80%');
	await expect(panel).toContainText('Nobody came to help');
	// Whose it is to do something about it.
	await expect(panel.getByRole('listitem').filter({ hasText: poor.title })).toContainText(
		/In charge: \S|No department/
	);
	await expect(panel.getByRole('listitem', { name: '1: 32 of 32, 100%' })).toBeVisible();
	await expectAccessible(owner, 'a scene of the heatmap');

	// The address is the picture: back goes back, and Escape closes.
	await owner.goBack();
	await expect(panel).toHaveCount(0);
	await owner.goForward();
	await expect(panel).toBeVisible();
	await owner.keyboard.press('Escape');
	await expect(panel).toHaveCount(0);
	await expect(cell(1)).toBeFocused();

	await owner.keyboard.press('t');
	await expect(owner.getByRole('row', { name: new RegExp(`${title} ${scenes[1]!.title} CSAT 0%`) })).toBeVisible();
	await expectAccessible(owner, 'the heatmap as a table');
	await owner.keyboard.press('t');
	await expect(cell(1)).toBeVisible();

	await owner.getByLabel('Language').selectOption('zh-CN');
	await expect(owner).toHaveURL(/language=zh-CN/);
	await expect(cell(1)).toContainText('No answers');
	await owner.getByRole('link', { name: 'Clear filters' }).click();
	await expect(cell(1)).toContainText('0%');

	await cell(1).click();
	await panel.getByRole('link', { name: 'Open on the map' }).click();
	await expect(owner.getByRole('complementary', { name: 'Details of the selection' })).toContainText('0%');
	await expect(new Board(owner).touchpoint(poor.id)).toBeFocused();
	expect(new URL(owner.url()).search).toBe('');
});

test('what an address asks for and cannot have is said, and the rest of the heatmap stands', async ({ owner }) => {
	await owner.goto('/heatmap?from=2026-05-02&to=2026-05-01');
	await expect(owner.getByRole('alert')).toContainText('These days cannot be shown');
	await owner.goto('/heatmap?language=en&channel=qr');
	await expect(owner.getByRole('alert')).toContainText('cannot be combined');
	await owner.goto('/heatmap?scene=01a223bc-5d6d-7e04-acda-f4872b9d5fc5');
	await expect(owner.getByRole('alert')).toContainText('not on the heatmap any more');
	// Left out without a word, all answers would pass for those of a department that is gone.
	for (const search of ['department=01a223bc-5d6d-7e04-acda-f4872b9d5fc5', 'channel=fax', 'metric=joy'])
		for (const page of ['/places', '/heatmap']) {
			await owner.goto(`${page}?${search}`);
			await expect(owner.getByRole('alert')).toContainText('not known here');
		}
	await expect(owner.getByLabel('Metric')).toBeVisible();
});

test('on a phone the filters fold, and those that hold are seen', async ({ owner }) => {
	await owner.setViewportSize({ width: 390, height: 844 });
	await owner.goto('/heatmap');
	const [language, more] = [owner.getByLabel('Language'), owner.getByRole('button', { name: 'Filters' })];
	await expect(owner.getByLabel('Period')).toBeVisible();
	await expect(language).toBeHidden();
	await more.focus();
	await owner.keyboard.press('Enter');
	await expect(owner.getByLabel('Compare with')).toBeFocused();
	await expect(more).toHaveCount(0);
	await language.selectOption('zh-CN');
	await expect(owner).toHaveURL(/language=zh-CN/);
	await owner.reload();
	await expect(language).toHaveValue('zh-CN');
	await expect(language).toBeVisible();
	expect(await owner.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	await expectAccessible(owner, 'the heatmap on a phone');
});

test('other views lead from a department and from a place to what lies behind their numbers, and back', async ({
	owner,
	api
}) => {
	const stamp = Date.now();
	const { id } = await api.post<{ id: string }>('/journeys', { title: `Views ${stamp}`, template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${id}`);
	const touchpoint = touchpoints[0]!;
	const { collector } = await api.post<{ collector: { surveyId: string } }>(`/touchpoints/${touchpoint.id}/ask`, {
		journeyId: id,
		kind: 'csat'
	});
	const place = `Shop ${stamp}`;
	for (const [name, score] of [
		[place, 1],
		[`Kiosk ${stamp}`, 5]
	] as const) {
		const { code } = await api.post<{ code: string }>('/collectors', {
			surveyId: collector.surveyId,
			touchpointId: touchpoint.id,
			channel: 'qr',
			name
		});
		await api.post('/responses/batch', {
			responses: Array.from({ length: 31 }, (_, n) => ({
				collectorCode: code,
				language: 'en',
				answers: { csat: score, ...(n === 0 && { comment: `Written at ${name}` }) }
			}))
		});
	}

	await owner.goto('/heatmap');
	const views = owner.getByRole('navigation', { name: 'View' });
	await views.getByRole('link', { name: 'Places × touchpoints' }).click();
	await expect(owner).toHaveURL(/view=places/);
	await expect(owner.getByRole('heading', { level: 1 })).toContainText('is the worst place');
	const cell = owner.locator(`[data-cell="${touchpoint.id} ${place}"]`);
	await expect(cell).toHaveAccessibleName(new RegExp(`^${place}, ${touchpoint.title}: CSAT 0%, .*far below target`));
	await expectAccessible(owner, 'places × touchpoints');
	await cell.click();
	const panel = owner.getByRole('complementary', { name: touchpoint.title });
	await expect(panel.getByRole('listitem', { name: '1: 31 of 31, 100%' })).toBeVisible();
	await expect(panel).toContainText(`Written at ${place}`);
	await expect(panel).not.toContainText(`Written at Kiosk ${stamp}`);
	await expect(panel.getByRole('link', { name: 'Open on the map' })).toHaveAttribute(
		'href',
		`/journeys/${id}?touchpoint=${touchpoint.id}`
	);
	await expectAccessible(owner, 'a place of the heatmap');
	await owner.goBack();
	await expect(panel).toHaveCount(0);

	// A language is not left out in silence.
	await expect(owner.getByLabel('Language')).toHaveCount(0);
	await owner.goto('/heatmap?view=places&language=en');
	await expect(owner.getByRole('alert')).toContainText('Places cannot be shown for one language');
	await expect(cell).toBeVisible();
	await owner.getByLabel('Place', { exact: true }).selectOption(place);
	await expect(owner).toHaveURL(/place=Shop/);
	await expect(owner.locator('[data-cell]')).toHaveCount(1);
	await owner.getByLabel('Show as').selectOption('table');
	await expect(owner.getByRole('row', { name: new RegExp(`${place} ${touchpoint.title} CSAT 0%`) })).toBeVisible();

	await views.getByRole('link', { name: 'Departments × metrics' }).click();
	await expect(owner.getByRole('columnheader', { name: 'Department' })).toBeVisible();
	await owner.getByLabel('Show as').selectOption('map');
	const nobody = owner.locator('[data-cell="csat none"]');
	await expect(nobody).toHaveAccessibleName(/^No department, CSAT: CSAT 0%/);
	await expectAccessible(owner, 'departments × metrics');
	await nobody.click();
	const department = owner.getByRole('complementary', { name: 'No department' });
	await expect(department.getByRole('link', { name: touchpoint.title })).toHaveAttribute('aria-current', 'true');
	await expect(department).toContainText(`Written at ${place}`);
	await expectAccessible(owner, 'a department of the heatmap');
	await owner.keyboard.press('Escape');
	await expect(nobody).toBeFocused();
});
